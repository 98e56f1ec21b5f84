import type { Runtime } from '../../../gateway/runtime';
import type { Build } from './build';
import type { BuildLog } from './build-log';

/** A build that runs now. */
export interface BuildRun {
  readonly runtime: Runtime;
  readonly build: Build;
  /** Folder of its own, gone when it ends. */
  readonly folder: string;
  readonly log: BuildLog;
  /** Ids of the process groups that its shells began. */
  readonly groups: Set<number>;
  /** Aborted with an `Ending` as the reason when it has to end; with another one when the embedded AWS does. */
  readonly signal: AbortSignal;
}

/** The uuid of a build, which names its log stream and its sessions. */
export function uuidOf({ description }: Build): string {
  return description.id.slice(description.id.indexOf(':') + 1);
}
