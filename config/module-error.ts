import { describe } from './issue';

/** What went wrong in a module, for people: the file with line and column where known, and one line of text. */
export interface Diagnosis {
  readonly place: string;
  readonly message: string;
}

/** The module that was loaded. */
interface LoadedModule {
  /** How messages call it. */
  readonly file: string;
  readonly path: string;
}

/** Reads the position and the cause from a value that a module, or its compiler, threw. */
export function diagnose(error: unknown, module: LoadedModule): Diagnosis {
  if (!isErrorLike(error))
    return { place: module.file, message: `a thrown value that is no error: ${describe(error)}` };
  const { name = 'Error', message, stack = '' } = error;
  const headline = `${name}: ${message.split('\n')[0] ?? ''}`;
  return compilerError(message, module) ?? { place: placeIn(stack, module), message: headline };
}

/** Not `instanceof`: an error may come from another realm. */
function isErrorLike(error: unknown): error is { name?: string; message: string; stack?: string } {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}

/** esbuild, which tsx compiles with, lists its errors below a headline: `<path>:<line>:<column>: ERROR: <message>`. */
function compilerError(text: string, { file, path }: LoadedModule): Diagnosis | undefined {
  const [, compiled, line, column, message] = /^(.+):(\d+):(\d+): ERROR: (.+)$/m.exec(text) ?? [];
  if (compiled === undefined || line === undefined || message === undefined) return undefined;
  // tsx tells esbuild that an .mjs file is a .js file; esbuild counts columns from 0.
  const shown = withoutExtension(compiled) === withoutExtension(path) ? file : compiled;
  return { place: `${shown}:${line}:${Number(column) + 1}`, message: `a syntax error: ${message}` };
}

function withoutExtension(path: string): string {
  return path.replace(/\.[^./]+$/, '');
}

/** The file with the line and column of its first mention in a stack. */
function placeIn(stack: string, { file, path }: LoadedModule): string {
  const [, rest] = stack.split(`${path}:`, 2);
  const place = /^\d+(:\d+)?/.exec(rest ?? '')?.[0];
  return place === undefined ? file : `${file}:${place}`;
}
