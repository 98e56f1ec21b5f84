import { pushFolder, type PushFolderOptions } from '../git/push-folder';

/** Pushes a folder to the repository `acme/shop` of an embedded GitHub. */
export function pushSource(
  github: { readonly url: string },
  folder: string,
  changes: Partial<PushFolderOptions> = {},
): Promise<{ readonly sha: string }> {
  const target = { owner: 'acme', repository: 'shop', token: 'acme-token', branch: 'main' };
  return pushFolder(github, { ...target, folder, message: 'Rehearse', ...changes });
}
