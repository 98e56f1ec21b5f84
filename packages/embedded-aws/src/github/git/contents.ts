import path from 'node:path';
import type { Repository } from '../api/store';
import type { Git } from './git';
import { RepositoryContent } from './repository-content';

/** The content of every repository, each in a bare git repository `<owner>/<name>.git` below one folder. */
export class Contents {
  readonly #contents = new Map<number, Promise<RepositoryContent>>();

  constructor(
    private readonly git: Git,
    private readonly folder: string,
  ) {}

  /** The content of a repository; empty until the first push. */
  of({ id, owner, name }: Repository): Promise<RepositoryContent> {
    const folder = path.join(this.folder, owner.toLowerCase(), `${name.toLowerCase()}.git`);
    const content = this.#contents.get(id) ?? RepositoryContent.open(this.git, folder);
    this.#contents.set(id, content);
    return content;
  }
}
