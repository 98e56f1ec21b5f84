import { appendFileSync, cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gitProject, type GitProject } from '../../../helpers/git-project';
import { paths } from '../run-folder';

/** What synthesis needs of the project. */
const SOURCES = [
  'config',
  'platform',
  'modules',
  'stacks',
  'synth',
  'index.ts',
  'main.ts',
  'cdktf.json',
  'package.json',
  'tsconfig.json',
];

/** A repository of its own with this project in it, to change and to commit to. @param root is made */
export function projectCopy(root: string): GitProject {
  const project = gitProject(root);
  for (const name of [...SOURCES, 'package-lock.json', '.gitignore', 'platform.config.ts'])
    cpSync(join(paths.root, name), join(root, name), { recursive: true });
  symlinkSync(join(paths.root, 'node_modules'), join(root, 'node_modules'), 'dir');
  // .gitignore is about the folder, not about a link to it.
  appendFileSync(join(root, '.git', 'info', 'exclude'), 'node_modules\n');
  return project;
}
