import { readFile } from 'node:fs/promises';

import { findIn } from '../../oci/rooted-path';
import { DockerError } from '../docker-error';
import type { Instruction } from '../dockerfile/parse';
import { expand } from '../dockerfile/words';
import type { Site } from './instructions';
import type { Stage } from './stage';

/** How files are copied. */
export interface CopyFlags {
  /** Stage or image. @default the build context */
  readonly from?: string;
  readonly uid: number;
  readonly gid: number;
  /** @default what the files have */
  readonly mode?: number;
}

/** What the stand-in knows of the flags of the instructions; `--link` changes only how layers are cached. */
const KNOWN = { COPY: ['from', 'chown', 'chmod', 'link'], ADD: ['chown', 'chmod', 'link'] };

/** @throws DockerError for flags that are not known, and for values that mean nothing */
export async function copyFlags(stage: Stage, instruction: Instruction, { run }: Site): Promise<CopyFlags> {
  const { escape, host } = run.parts;
  const known = KNOWN[instruction.keyword === 'ADD' ? 'ADD' : 'COPY'];
  const unknown = instruction.flags.find(([name]) => !known.includes(name));
  if (unknown !== undefined) {
    throw new DockerError(`unknown flag: --${unknown[0]}; the stand-in for docker knows --${known.join(', --')}`);
  }
  const given = Object.fromEntries(
    instruction.flags.map(([name, value]) => [name, expand(value, stage.variables, escape)]),
  );
  const { from, chown, chmod } = given;
  const owner = chown === undefined ? { uid: 0, gid: 0 } : await ownerOf(stage, chown, host.note);
  return { ...owner, ...(from !== undefined && { from }), ...(chmod !== undefined && { mode: modeOf(chmod) }) };
}

function modeOf(text: string): number {
  if (/^[0-7]{3,4}$/.test(text)) return Number.parseInt(text, 8);
  throw new DockerError(`invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`);
}

/** `user:group`, by number or by the names that the image knows. */
async function ownerOf(
  stage: Stage,
  text: string,
  note: (line: string) => void,
): Promise<{ uid: number; gid: number }> {
  const [user = '', group] = text.split(':');
  const uid = await idOf(stage, '/etc/passwd', user);
  const gid = group === undefined ? uid : await idOf(stage, '/etc/group', group);
  if (uid === undefined || gid === undefined) {
    note(`  --chown=${text}: the image has no such names, so the files belong to root`);
    return { uid: 0, gid: 0 };
  }
  return { uid, gid };
}

async function idOf(stage: Stage, file: string, name: string): Promise<number | undefined> {
  if (/^\d+$/.test(name)) return Number(name);
  const place = await findIn(stage.root, file);
  const text = place === undefined ? '' : await readFile(place, 'utf8');
  const line = text.split('\n').find((each) => each.startsWith(`${name}:`));
  return line === undefined ? undefined : Number(line.split(':')[2]);
}
