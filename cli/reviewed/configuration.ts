import { buffer } from 'node:stream/consumers';
import { openPromise, type Entry } from 'yauzl';
import { UserError } from '../errors';

/** Folder of the root module in a plan file. Source: Terraform, `internal/configs/configload/snapshot.go`, seen in 1.11. */
const ROOT_MODULE = 'tfconfig/m-/';

/** No configuration of ours is larger; a file that claims to be is not one. */
const LARGEST_BYTES = 64 * 2 ** 20;

/**
 * The configuration that a plan file was made from. Terraform keeps a copy of it there and applies that copy.
 * @returns the files of the root module by name
 * @throws UserError with the reason if the file cannot be read as a plan file
 */
export async function plannedConfiguration(file: string): Promise<ReadonlyMap<string, Buffer>> {
  try {
    const zip = await openPromise(file);
    const files = new Map<string, Buffer>();
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.startsWith(ROOT_MODULE)) continue;
      requireReasonable(entry);
      files.set(entry.fileName.slice(ROOT_MODULE.length), await buffer(await zip.openReadStreamPromise(entry)));
    }
    return files;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const problem = `${file} cannot be read as a plan file of Terraform: ${reason}`;
    throw new UserError(problem, 'Review the change again.', { cause: error });
  }
}

function requireReasonable({ fileName, uncompressedSize }: Entry): void {
  if (uncompressedSize > LARGEST_BYTES) throw new Error(`${fileName} has ${uncompressedSize} bytes`);
}
