import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppConfig } from 'cdktf';
import { synthesizeApp, type BuildApp, type Synthesis } from '../../synth/synthesize-app';

/** Every file that a synthesis wrote, by its path in the output folder. */
export type WrittenFiles = Readonly<Record<string, string>>;

/** What is written for an app. @param synthesis by whom */
export function filesOf(synthesis: Synthesis, build: BuildApp, config: AppConfig = {}): WrittenFiles {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  try {
    synthesizeApp(build, { synthesis, app: { ...config, outdir } });
    const paths = readdirSync(outdir, { recursive: true }).map(String).sort();
    const files = paths.filter((path) => statSync(join(outdir, path)).isFile());
    return Object.fromEntries(files.map((path) => [path, readFileSync(join(outdir, path), 'utf8')]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Asserts that cdktf and the fast synthesis write the same files for an app, one at least. @returns them */
export function expectSameFiles(build: BuildApp, config: AppConfig = {}): WrittenFiles {
  // Both from the same line: files hold stack traces.
  const [stock = {}, fast = {}] = (['stock', 'fast'] as const).map((synthesis) => filesOf(synthesis, build, config));
  expect(Object.keys(stock).length).toBeGreaterThan(1);
  expect(fast).toEqual(stock);
  return stock;
}

/** Asserts that an app fails in both syntheses with the same message, but for numbers of tokens. @returns it */
export function expectSameError(build: BuildApp, config: AppConfig = {}): string {
  const message = messageOf(() => filesOf('stock', build, config));
  expect(messageOf(() => filesOf('fast', build, config))).toBe(message);
  return message;
}

/** The message with which the work fails, but for numbers of tokens. @throws Error if it does not fail */
export function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error.message.replaceAll(/TOKEN\.\d+/g, 'TOKEN');
    throw error;
  }
  throw new Error('nothing was thrown');
}
