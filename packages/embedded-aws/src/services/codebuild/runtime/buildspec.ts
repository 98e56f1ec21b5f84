import { PhaseFailure } from './phase';
import { YamlReader } from './yaml-reader';

/** Phases with commands, in their order. */
export const COMMAND_PHASES = ['install', 'pre_build', 'build', 'post_build'] as const;

/** Shells of Linux environments. */
const SHELLS = ['bash', '/bin/sh', 'sh', '/bin/bash'] as const;

/** Name of a variable of a shell (POSIX, "Name"). */
const NAME = /^[A-Za-z_]\w*$/;

/** The commands of a phase. */
export interface CommandPhase {
  readonly commands: readonly string[];
  readonly finally: readonly string[];
  /** What follows on a failure. @default as CodeBuild has it for the phase */
  readonly onFailure?: 'ABORT' | 'CONTINUE';
}

/** Which files make an artifact. */
export interface ArtifactSpec {
  /** Patterns of paths. */
  readonly files: readonly string[];
  readonly excluded: readonly string[];
  /** Pattern of folders. @default the folder of the source */
  readonly baseDirectory: string;
  readonly discardPaths: boolean;
  readonly enableSymlinks: boolean;
  /** Name for projects that take it from here. */
  readonly name?: string;
}

/** What is to be built and how (CodeBuild User Guide, "Build specification reference"). */
export interface Buildspec {
  readonly version: '0.1' | '0.2';
  readonly shell: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Names of parameters by names of variables. */
  readonly parameterStore: Readonly<Record<string, string>>;
  /** `<secret>:<JSON key>:<version stage>:<version id>` by names of variables. */
  readonly secretsManager: Readonly<Record<string, string>>;
  readonly exportedVariables: readonly string[];
  readonly phases: Readonly<Partial<Record<(typeof COMMAND_PHASES)[number], CommandPhase>>>;
  readonly artifacts?: ArtifactSpec;
  /** By identifier. */
  readonly secondaryArtifacts: Readonly<Record<string, ArtifactSpec>>;
  /** What it asks for and does not get here, as lines for the log. */
  readonly remarks: readonly string[];
}

/**
 * Reads a buildspec.
 * @throws PhaseFailure `YAML_FILE_ERROR` if it is none
 */
export function parseBuildspec(text: string): Buildspec {
  const root = YamlReader.parse(text);
  root.only('version', 'run-as', 'env', 'proxy', 'batch', 'phases', 'reports', 'artifacts', 'cache');
  const version = versionOf(root.at('version'));
  const artifacts = root.at('artifacts');
  const secondary = artifacts.at('secondary-artifacts');
  const spec = {
    version,
    ...environmentOf(root.at('env')),
    phases: phasesOf(root.at('phases')),
    ...(artifacts.at('files').exists && { artifacts: artifactOf(artifacts) }),
    secondaryArtifacts: Object.fromEntries(secondary.keys().map((key) => [key, artifactOf(secondary.at(key))])),
  };
  return { ...spec, remarks: remarksOn(root) };
}

function versionOf(reader: YamlReader): Buildspec['version'] {
  if (!reader.exists) throw reader.problem('0.1 or 0.2');
  return reader.text(['0.1', '0.2']) ?? '0.2';
}

function environmentOf(
  env: YamlReader,
): Pick<Buildspec, 'shell' | 'variables' | 'parameterStore' | 'secretsManager' | 'exportedVariables'> {
  env.only('shell', 'variables', 'parameter-store', 'secrets-manager', 'exported-variables', 'git-credential-helper');
  const exported = env.at('exported-variables');
  const exportedVariables = exported.texts();
  const wrong = exportedVariables.find((name) => !NAME.test(name));
  if (wrong !== undefined) throw exported.problem('names of variables', wrong);
  return {
    shell: env.at('shell').text(SHELLS) ?? '/bin/sh',
    variables: env.at('variables').mapOfTexts(),
    parameterStore: env.at('parameter-store').mapOfTexts(),
    secretsManager: env.at('secrets-manager').mapOfTexts(),
    exportedVariables,
  };
}

function phasesOf(phases: YamlReader): Buildspec['phases'] {
  if (!phases.exists) throw phases.problem('a mapping');
  const wrong = phases.keys().find((name) => !(COMMAND_PHASES as readonly string[]).includes(name));
  if (wrong !== undefined) {
    const expected = COMMAND_PHASES.map((name) => name.toUpperCase()).sort();
    throw new PhaseFailure(
      'YAML_FILE_ERROR',
      `Invalid buildspec phase name: ${wrong}. Expecting: ${expected.join(',')}`,
    );
  }
  return Object.fromEntries(phases.keys().map((name) => [name, phaseOf(phases.at(name))]));
}

function phaseOf(phase: YamlReader): CommandPhase {
  phase.only('run-as', 'on-failure', 'runtime-versions', 'commands', 'finally', 'steps');
  const onFailure = phase.at('on-failure').text(['ABORT', 'CONTINUE']);
  return {
    commands: phase.at('commands').texts(),
    finally: phase.at('finally').texts(),
    ...(onFailure && { onFailure }),
  };
}

function artifactOf(artifact: YamlReader): ArtifactSpec {
  artifact.only(
    ...['files', 'name', 'discard-paths', 'base-directory', 'exclude-paths', 'enable-symlinks', 's3-prefix'],
    'secondary-artifacts',
  );
  const name = artifact.at('name').text();
  return {
    files: artifact.at('files').texts(),
    excluded: artifact.at('exclude-paths').texts(),
    baseDirectory: artifact.at('base-directory').text() ?? '.',
    discardPaths: artifact.at('discard-paths').flag(),
    enableSymlinks: artifact.at('enable-symlinks').flag(),
    ...(name !== undefined && { name }),
  };
}

function remarksOn(root: YamlReader): string[] {
  const phases = root.at('phases');
  const names = phases.keys();
  const runAs = [root, ...names.map((name) => phases.at(name))].some((reader) => reader.at('run-as').exists);
  const versions = phases.at('install').at('runtime-versions').mapOfTexts();
  return [
    ...(root.unknownKeys.length === 0
      ? []
      : [
          `Found possible syntax errors in buildspec: The following keys cannot be identified: ${root.unknownKeys.join(', ')}`,
        ]),
    ...names
      .filter((name) => !phases.at(name).at('commands').exists)
      .map((name) => `No commands found for phase name: ${name}`),
    ...Object.entries(versions).map(
      ([name, version]) => `Using the ${name} of this machine in its own version: ${version} is not installed`,
    ),
    ...(runAs ? ['Running all commands as the user who started the embedded AWS: run-as is ignored'] : []),
    ...['cache', 'reports', 'batch', 'proxy']
      .filter((key) => root.at(key).exists)
      .map((key) => `The embedded AWS ignores ${key} of buildspecs`),
  ];
}
