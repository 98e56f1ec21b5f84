import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A git repository for a test. */
export interface GitProject {
  readonly root: string;
  git(...args: string[]): void;
  /** Writes a file and the folders above it. */
  write(file: string, text: string): void;
  /** Commits everything. */
  commit(message: string): void;
}

/** Makes a repository with the branch `main` and nothing in it. @param root is made */
export function gitProject(root: string): GitProject {
  mkdirSync(root, { recursive: true });
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  const git = (...args: string[]): void => {
    execFileSync('git', [...identity, ...args], { cwd: root, stdio: 'ignore' });
  };
  git('init', '--initial-branch', 'main');
  return {
    root,
    git,
    write: (file, text) => {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    },
    commit: (message) => {
      git('add', '.');
      git('commit', '--message', message);
    },
  };
}
