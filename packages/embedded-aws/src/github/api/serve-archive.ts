import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { GithubParts } from './parts';

/** Whether a request is for an archive. */
export function isArchivePath(path: string): boolean {
  return path.startsWith('/codeload/');
}

/** Serves the archive at an address that `GET /repos/{owner}/{repo}/zipball/{ref}` or `tarball` redirected to. */
export async function serveArchive(
  { archives, contents }: Pick<GithubParts, 'archives' | 'contents'>,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  const archive = archives.find(url);
  if (archive === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('404: Not Found');
    return;
  }
  const { repository, sha, format } = archive;
  const folder = `${repository.owner}-${repository.name}-${sha.slice(0, 7)}`;
  const content = await contents.of(repository);
  response.writeHead(200, {
    'content-type': format === 'zip' ? 'application/zip' : 'application/x-gzip',
    'content-disposition': `attachment; filename=${folder}.${format}`,
  });
  if (format === 'zip') await pipeline(content.archive('zip', folder, sha), response);
  else await pipeline(content.archive('tar', folder, sha), createGzip(), response);
}
