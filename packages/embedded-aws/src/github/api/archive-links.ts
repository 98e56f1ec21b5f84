import { randomBytes } from 'node:crypto';
import type { Repository } from './store';

/** Milliseconds that the address of an archive works ("Download a repository archive (zip)", GitHub Docs). */
const LINK_LIFETIME_MS = 5 * 60_000;

/** A commit's files as an archive. */
export interface Archive {
  readonly repository: Repository;
  readonly sha: string;
  readonly format: 'tar.gz' | 'zip';
}

/** Addresses of archives that need no token, for a short time. */
export class ArchiveLinks {
  readonly #archives = new Map<string, Archive & { readonly until: number }>();

  /** @param now - clock, milliseconds since the epoch */
  constructor(private readonly now: () => number) {}

  /** @returns the address's path and query */
  add(archive: Archive, ref: string): string {
    const token = randomBytes(16).toString('hex').toUpperCase();
    this.#archives.set(token, { ...archive, until: this.now() + LINK_LIFETIME_MS });
    const { owner, name } = archive.repository;
    return `/codeload/${owner}/${name}/legacy.${archive.format}/${encodeURI(ref)}?token=${token}`;
  }

  /** The archive at an address that was given out. @returns undefined if there is none, or no longer */
  find(url: URL): Archive | undefined {
    const archive = this.#archives.get(url.searchParams.get('token') ?? '');
    return archive !== undefined && this.now() < archive.until ? archive : undefined;
  }
}
