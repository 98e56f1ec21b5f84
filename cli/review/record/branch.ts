/** The branch that a git ref names: `origin/main` and `refs/heads/main` are `main`. */
export function branchOf(ref: string): string {
  return ref.replace(/^(?:refs\/heads\/|(?:refs\/remotes\/)?origin\/)/, '');
}
