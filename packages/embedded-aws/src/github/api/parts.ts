import type { Contents } from '../git/contents';
import type { Deliveries } from '../webhooks/deliveries';
import type { ArchiveLinks } from './archive-links';
import type { GithubStore } from './store';

/** What an embedded GitHub is made of. */
export interface GithubParts {
  readonly store: GithubStore;
  readonly contents: Contents;
  readonly deliveries: Deliveries;
  readonly archives: ArchiveLinks;
}
