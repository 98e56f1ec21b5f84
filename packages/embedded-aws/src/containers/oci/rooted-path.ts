import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';

import { ifAbsent } from '../../files/absent';

/** A path could lead out of the folder that stands for a container's file system. */
class OutsideRoot extends Error {
  override readonly name = 'OutsideRoot';
}

/**
 * A path inside a container as it is without `.` and `..`, which never climb above `/`.
 * @param from folder that relative paths start at
 */
export function containerPath(name: string, from = '/'): string {
  return path.posix.resolve('/', from, name);
}

/**
 * Finds the place of a path below the folder that stands for `/`. Links of its parents are followed, the last part is
 * not: that may be a link itself. Missing parents are made.
 * @param root real path of the folder
 * @throws OutsideRoot if a link leads out of it, which `unpackLayer` never makes
 */
export async function placeIn(root: string, name: string): Promise<string> {
  const inside = containerPath(name);
  if (inside === '/') return root;
  const parent = path.join(root, path.posix.dirname(inside));
  checkInside(root, await realAncestor(parent), name);
  await mkdir(parent, { recursive: true });
  return path.join(await realpath(parent), path.posix.basename(inside));
}

/** Where as much of a path is as exists; all links are followed. */
async function realAncestor(file: string): Promise<string> {
  return (await realpath(file).catch(ifAbsent(undefined))) ?? realAncestor(path.dirname(file));
}

/**
 * Where something is that exists; all links are followed.
 * @throws OutsideRoot if they lead out
 */
export async function findIn(root: string, name: string): Promise<string | undefined> {
  const real = await realpath(path.join(root, containerPath(name))).catch(ifAbsent(undefined));
  if (real !== undefined) checkInside(root, real, name);
  return real;
}

/** What a link at a place has to say so that it leads where a link in another folder leads. */
export function copiedLinkText(place: string, other: string, otherText: string): string {
  return path.relative(path.dirname(place), path.resolve(path.dirname(other), otherText)) || '.';
}

/** What a link at a place has to say so that it means the same below the folder as in the container. */
export function linkText(root: string, place: string, target: string): string {
  const from = path.dirname(place);
  const inside = containerPath(target, path.join('/', path.relative(root, from)));
  return path.relative(from, path.join(root, inside)) || '.';
}

function checkInside(root: string, real: string, name: string): void {
  if (real === root || real.startsWith(root + path.sep)) return;
  throw new OutsideRoot(`${name} leads out of the image's file system`);
}
