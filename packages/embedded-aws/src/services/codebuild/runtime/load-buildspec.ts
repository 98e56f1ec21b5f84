import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { codeOf } from '../../../error-kinds';
import type { AwsSettings } from '../../../gateway/settings';
import type { BuildRun } from './build-run';
import { type Buildspec, COMMAND_PHASES, parseBuildspec } from './buildspec';
import { PhaseFailure } from './phase';
import { readObject } from './sources';

/** A buildspec in the root of the source, unless the project says else. */
const DEFAULT_FILE = 'buildspec.yml';

/**
 * Reads the buildspec of a build: the project's text, the object that it names by ARN, or a file of the source.
 * @param source folder of the primary source
 * @throws PhaseFailure `YAML_FILE_ERROR` if there is none, or none that CodeBuild takes
 */
export async function loadBuildspec(run: BuildRun, settings: AwsSettings, source: string): Promise<Buildspec> {
  const { file, text } = await findBuildspec(run, settings, source);
  run.log.write(`YAML location is ${file}`);
  const spec = parseBuildspec(text);
  for (const remark of spec.remarks) run.log.write(remark);
  const phases = COMMAND_PHASES.filter((name) => spec.phases[name] !== undefined);
  run.log.write(`Phases found in YAML: ${phases.length}`);
  for (const name of phases) {
    run.log.write(` ${name.toUpperCase()}: ${spec.phases[name]?.commands.length ?? 0} commands`);
  }
  return spec;
}

async function findBuildspec(
  run: BuildRun,
  settings: AwsSettings,
  source: string,
): Promise<{ file: string; text: string }> {
  const { buildspec = '' } = run.build.description.source ?? {};
  const isObject = /^arn:[\w-]+:s3:::/.test(buildspec);
  if (isObject || isText(buildspec)) {
    const file = path.join(run.folder, 'readonly', DEFAULT_FILE);
    const text = isObject ? await readObject(settings, buildspec) : buildspec;
    await mkdir(path.dirname(file));
    await writeFile(file, text);
    return { file, text };
  }
  const file = path.join(source, buildspec === '' ? DEFAULT_FILE : buildspec);
  return { file, text: await readText(file) };
}

/** A buildspec has at least `version:`, or is JSON; the name of a file has neither a line feed nor a colon and a space. */
function isText(buildspec: string): boolean {
  return /\n|:\s|^\s*\{/.test(buildspec);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const isMissing = codeOf(error) === 'ENOENT';
    const message = isMissing ? `stat ${file}: no such file or directory` : `${file} cannot be read: ${String(error)}`;
    throw new PhaseFailure('YAML_FILE_ERROR', message, { cause: error });
  }
}
