import { DockerError } from '../docker-error';
import type { Instruction } from '../dockerfile/parse';
import { expand, splitWords } from '../dockerfile/words';
import type { Site } from './instructions';
import type { Stage } from './stage';

/** What is copied, and where to. */
export interface CopyOperands {
  /** Paths and patterns in the context, a stage or an image. */
  readonly sources: readonly string[];
  /** Files that stand in the Dockerfile itself. */
  readonly inline: readonly { readonly name: string; readonly content: string }[];
  readonly target: string;
}

/** `<<NAME`, `<<-NAME` without leading tabs, and `<<"NAME"` without variables. */
const HEREDOC = /^<<(-?)(["']?)(\w+)\2$/;

/** @throws DockerError if there are too few, or if one is an address */
export function operandsOf(stage: Stage, instruction: Instruction, { run: { parts } }: Site): CopyOperands {
  const { keyword, text, json, heredocs } = instruction;
  const [line = ''] = heredocs.size > 0 ? text.split('\n', 1) : [text];
  const all = [...(json ?? splitWords(line, parts.escape))];
  const replace = (word: string): string => expand(word, stage.variables, parts.escape);
  const target = replace(all.pop() ?? '');
  if (all.length === 0) throw new DockerError(`${keyword} requires at least two arguments: <source>... <destination>`);
  const inline = all.flatMap((word) => {
    const [, tabs, quote, name = ''] = HEREDOC.exec(word) ?? [];
    const content = heredocs.get(name);
    if (content === undefined) return [];
    const shown = quote === '' ? replace(content) : content;
    return [{ name, content: tabs === '-' ? shown.replace(/^\t+/gm, '') : shown }];
  });
  const sources = all.filter((word) => heredocs.size === 0 || !HEREDOC.test(word)).map(replace);
  for (const source of sources) checkIsPath(keyword, source);
  return { sources, inline, target };
}

function checkIsPath(keyword: string, source: string): void {
  if (!/^(https?|ftp|git|ssh):\/\/|^git@/.test(source)) return;
  throw new DockerError(
    `source can't be a URL for ${keyword} here: ${source}: the stand-in for docker fetches nothing; put the file into the build context`,
  );
}
