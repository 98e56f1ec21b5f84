import path from 'node:path';

import { exists } from '../../../files/absent';
import type { LayerEntry } from '../../oci/pack';
import { containerPath } from '../../oci/rooted-path';
import type { Perform } from './instructions';
import { expanded } from './operands';
import type { Stage } from './stage';

/** Sets the working directory, relative to the one before, and makes it. */
export const workdir: Perform = async (stage, instruction, site) => {
  const directory = containerPath(expanded(stage, instruction, site), stage.workingDirectory);
  stage.settings = { ...stage.settings, WorkingDir: directory };
  const missing = await missingFolders(stage, directory);
  const created = `WORKDIR ${directory}`;
  if (missing.length === 0) stage.note(created);
  else await stage.add(missing, created);
};

/** The folders of a path, itself included, that a stage does not have; owned by root, as docker makes them. */
export async function missingFolders({ root }: Pick<Stage, 'root'>, directory: string): Promise<LayerEntry[]> {
  const missing: LayerEntry[] = [];
  for (let each = directory; each !== '/'; each = path.posix.dirname(each)) {
    if (await exists(path.join(root, each))) break;
    missing.push({ path: each, type: 'directory', mode: 0o755, uid: 0, gid: 0 });
  }
  return missing;
}
