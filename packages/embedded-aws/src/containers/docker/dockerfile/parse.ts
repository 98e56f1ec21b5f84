import { Copy, DockerfileParser, type Flag, type Heredoc, type Instruction as ParsedInstruction } from 'dockerfile-ast';
import { closest } from 'fastest-levenshtein';

import { DockerError } from '../docker-error';
import { parseJson } from '../../../parse-json';

/** The instructions of a Dockerfile (Dockerfile reference, "Overview"). */
const KEYWORDS = [
  ...['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER'],
  ...['ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
] as const;

/** The name of an instruction. */
export type Keyword = (typeof KEYWORDS)[number];

/** One instruction of a Dockerfile. */
export interface Instruction {
  readonly keyword: Keyword;
  /** `--name=value` before the arguments, in their order. */
  readonly flags: readonly (readonly [name: string, value: string])[];
  /** The arguments as one line. */
  readonly text: string;
  /** The arguments of a JSON form. */
  readonly json?: readonly string[];
  /** Files inside the Dockerfile, by their delimiters. */
  readonly heredocs: ReadonlyMap<string, string>;
  /** From 1. */
  readonly line: number;
}

/** A Dockerfile, taken apart. */
export interface Dockerfile {
  readonly instructions: readonly Instruction[];
  /** `\`, unless a directive says else. */
  readonly escape: string;
}

/** @throws DockerError if an instruction is not known, has no arguments, or if there is none at all */
export function parseDockerfile(text: string): Dockerfile {
  const parsed = DockerfileParser.parse(text);
  const lines = text.split('\n');
  const instructions = parsed.getInstructions().map((instruction) => instructionOf(instruction, lines));
  const first = instructions.find(({ keyword }) => keyword !== 'ARG');
  if (first === undefined) throw new DockerError('the Dockerfile has no instructions: it begins with FROM');
  if (first.keyword === 'FROM') return { instructions, escape: parsed.getEscapeCharacter() };
  throw new DockerError(
    `dockerfile parse error on line ${first.line}: no build stage in current context: ${first.keyword} comes before FROM`,
  );
}

function instructionOf(instruction: ParsedInstruction, lines: readonly string[]): Instruction {
  const line = instruction.getRange().start.line + 1;
  const keyword = KEYWORDS.find((known) => known === instruction.getKeyword());
  if (keyword === undefined) {
    const written = instruction.getInstruction();
    const meant = closest(written.toUpperCase(), KEYWORDS);
    throw new DockerError(
      `dockerfile parse error on line ${line}: unknown instruction: ${written} (did you mean ${meant}?)`,
    );
  }
  const text = (instruction.getArgumentsContent() ?? '').trim();
  if (text === '') throw new DockerError(`dockerfile parse error on line ${line}: ${keyword} requires arguments`);
  const json = jsonOf(text);
  return { keyword, flags: flagsOf(instruction), text, line, heredocs: heredocsOf(instruction, lines), ...json };
}

/** Text that is no list of strings is in the shell form, brackets or not. */
function jsonOf(text: string): { json?: readonly string[] } {
  if (!text.startsWith('[')) return {};
  const json = parseJson(text);
  return Array.isArray(json) && json.every((word) => typeof word === 'string') ? { json } : {};
}

function flagsOf(instruction: ParsedInstruction & { getFlags?: () => Flag[] }): Instruction['flags'] {
  return (instruction.getFlags?.() ?? []).map((flag) => [flag.getName(), flag.getValue() ?? 'true']);
}

function heredocsOf(instruction: ParsedInstruction, lines: readonly string[]): Instruction['heredocs'] {
  const heredocs = instruction instanceof Copy ? instruction.getHeredocs() : [];
  return new Map(heredocs.map((heredoc) => [heredoc.getName(), contentOf(heredoc, lines)]));
}

function contentOf(heredoc: Heredoc, lines: readonly string[]): string {
  const first = heredoc.getContentRange()?.start.line;
  const content = first === undefined ? [] : lines.slice(first, heredoc.getDelimiterRange()?.start.line);
  return content.map((line) => `${line}\n`).join('');
}
