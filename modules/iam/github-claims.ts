/** A repository on GitHub. */
export interface Repository {
  readonly owner: string;
  /** Without the owner. */
  readonly name: string;
  /** Numbers of the owner and of the repository, which no other owner and no other repository ever gets. @default - only the names are known */
  readonly ids?: { readonly owner: string; readonly repository: string };
}

/** Jobs of GitHub Actions. */
export interface Jobs {
  readonly repository: Repository;
  /** The branch on which they run. */
  readonly branch: string;
  /** The GitHub environment in which they run. */
  readonly environment: string;
  /** File names of the workflows that they belong to. @default - any */
  readonly workflows?: readonly string[];
  /** Whether those count, too, that run on the branch without an environment. @default false */
  readonly withoutEnvironment?: boolean;
}

/** Claims of a token, each with the values that are accepted. */
export type Claims = Readonly<Record<string, string | readonly string[]>>;

/**
 * What the tokens of jobs say. With the ids of the repository all that AWS can check of it: the ids, the branch, the
 * environment and the workflow. Without them the subject alone: a token that lacks a claim which a policy asks for is
 * refused, and that a repository has ids is how it is known to be on github.com, whose tokens AWS knows.
 *
 * Sources: IAM User Guide, "IAM and AWS STS condition context keys", keys for AWS OIDC federation (of GitHub: `actor`,
 * `actor_id`, `enterprise_id`, `environment`, `job_workflow_ref`, `ref`, `repository`, `repository_id`, `workflow`;
 * announced in January 2026 as "AWS STS now supports validation of select identity provider specific claims"). GitHub
 * documentation, "OpenID Connect reference".
 */
export function claimsOf(jobs: Jobs): Claims {
  const { repository, branch, environment, withoutEnvironment = false } = jobs;
  const sub = oneOrMany(subjectsOf(jobs));
  if (repository.ids === undefined) return { sub };
  const { owner, name } = repository;
  const job_workflow_ref = jobs.workflows?.map(
    (file) => `${owner}/${name}/.github/workflows/${file}@refs/heads/${branch}`,
  );
  return {
    sub,
    repository_id: repository.ids.repository,
    ref: `refs/heads/${branch}`,
    ...(!withoutEnvironment && { environment }),
    ...(job_workflow_ref && { job_workflow_ref: oneOrMany(job_workflow_ref) }),
  };
}

/** The subject of a job in an environment tells the environment alone, and else the branch. */
function subjectsOf({ repository, branch, environment, withoutEnvironment = false }: Jobs): string[] {
  const ends = [`environment:${environment}`, ...(withoutEnvironment ? [`ref:refs/heads/${branch}`] : [])];
  return namesOf(repository).flatMap((each) => ends.map((end) => `repo:${each}:${end}`));
}

/**
 * How a subject names the repository: with its ids where it was created, renamed or transferred since July 15, 2026, or
 * opted in; else without them. Which of the two a repository sends can change at any time, and the claim `repository_id`
 * holds for both. Source: GitHub changelog of April 23, 2026, "Immutable subject claims for GitHub Actions OIDC tokens",
 * and GitHub documentation, "OpenID Connect reference", for the form with `@`.
 */
function namesOf({ owner, name, ids }: Repository): string[] {
  const names = `${owner}/${name}`;
  return ids === undefined ? [names] : [`${owner}@${ids.owner}/${name}@${ids.repository}`, names];
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [only, ...others] = values;
  return only !== undefined && others.length === 0 ? only : values;
}
