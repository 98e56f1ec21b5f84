import path from 'node:path';

import type { LayerEntry } from '../../oci/pack';
import type { Instruction } from '../dockerfile/parse';
import { isArchive } from './archive';
import { copyFlags } from './copy-flags';
import { type CopyOperands, operandsOf } from './copy-operands';
import { Destination } from './destination';
import type { Perform, Site } from './instructions';
import type { SourceTree } from './source-tree';
import type { Stage } from './stage';

/** Copies files of the context or of another stage into the image. */
export const copy: Perform = (stage, instruction, site) => copyInto(stage, instruction, site, false);

/** Like COPY; archives of the context are unpacked. */
export const add: Perform = (stage, instruction, site) => copyInto(stage, instruction, site, true);

async function copyInto(stage: Stage, instruction: Instruction, site: Site, unpacks: boolean): Promise<void> {
  const flags = await copyFlags(stage, instruction, site);
  const { run, plan } = site;
  const operands = operandsOf(stage, instruction, site);
  const tree = flags.from === undefined ? run.parts.context : await run.treeOf(flags.from, plan.index);
  const found = (await Promise.all(operands.sources.map((source) => tree.find(source)))).flat();
  const count = found.length + operands.inline.length;
  const destination = await Destination.open(stage, operands.target, count, instruction.keyword);
  const entries = inlineEntries(operands, destination);
  for (const name of found) {
    const archive = unpacks ? await archiveAt(tree, name, site) : undefined;
    entries.push(...(await entriesOf(archive ?? tree, archive === undefined ? name : '', destination)));
  }
  const { uid, gid, mode } = flags;
  const owned = entries.map((entry) => ({ ...entry, uid, gid, mode: mode ?? entry.mode }));
  await stage.add(await destination.withFolders(owned), `${instruction.keyword} ${instruction.text}`);
}

/** A file, or the content of a folder. */
async function entriesOf(tree: SourceTree, name: string, destination: Destination): Promise<LayerEntry[]> {
  const found = await tree.entries(name);
  return found.flatMap((entry) => {
    const place = entry.path === '' ? destination.pathOf(path.basename(name)) : destination.pathWithin(entry.path);
    if (entry.path === '' && entry.type === 'directory') {
      destination.isFolder = true;
      return [];
    }
    const { type, mode, size, file, target } = entry;
    const content = type === 'file' ? { content: { file, size } } : {};
    return [{ path: place, type, mode, ...ROOT, ...content, ...(target !== undefined && { target }) }];
  });
}

/** Files that stand in the Dockerfile itself. */
function inlineEntries({ inline }: CopyOperands, destination: Destination): LayerEntry[] {
  return inline.map(({ name, content }) => {
    return { path: destination.pathOf(name), type: 'file', mode: 0o644, ...ROOT, content: Buffer.from(content) };
  });
}

const ROOT = { uid: 0, gid: 0 };

async function archiveAt(tree: SourceTree, name: string, { run }: Site): Promise<SourceTree | undefined> {
  const [first] = await tree.entries(name);
  const isOne = first?.type === 'file' && (await isArchive(first.file));
  return isOne ? run.unpackArchive(first.file) : undefined;
}
