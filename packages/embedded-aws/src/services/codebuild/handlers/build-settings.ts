import { AwsError } from '../../../gateway/aws-error';
import type { BuildProject } from '../runtime/build';
import { asList, asObject, asText, type JsonObject } from '../../../gateway/json';

/** What StartBuild overrides of the project itself, by name of the parameter (CodeBuild API Reference, "StartBuild"). */
const PROJECT_OVERRIDES: Readonly<Record<string, string>> = {
  sourceVersion: 'sourceVersion',
  secondarySourcesOverride: 'secondarySources',
  secondarySourcesVersionOverride: 'secondarySourceVersions',
  artifactsOverride: 'artifacts',
  secondaryArtifactsOverride: 'secondaryArtifacts',
  cacheOverride: 'cache',
  serviceRoleOverride: 'serviceRole',
  timeoutInMinutesOverride: 'timeoutInMinutes',
  queuedTimeoutInMinutesOverride: 'queuedTimeoutInMinutes',
  encryptionKeyOverride: 'encryptionKey',
  logsConfigOverride: 'logsConfig',
};

/** The same of the project's source. */
const SOURCE_OVERRIDES: Readonly<Record<string, string>> = {
  sourceTypeOverride: 'type',
  sourceLocationOverride: 'location',
  buildspecOverride: 'buildspec',
};

/** The same of the project's environment. */
const ENVIRONMENT_OVERRIDES: Readonly<Record<string, string>> = {
  environmentTypeOverride: 'type',
  imageOverride: 'image',
  computeTypeOverride: 'computeType',
  certificateOverride: 'certificate',
  privilegedModeOverride: 'privilegedMode',
  imagePullCredentialsTypeOverride: 'imagePullCredentialsType',
};

/** Where sources are taken from here. */
const SOURCES: readonly unknown[] = ['CODEPIPELINE', 'S3', 'NO_SOURCE'];

/**
 * The project as a build of it takes it.
 * @param project as CodeBuild keeps it
 * @param input of StartBuild
 * @param isPipeline whether a pipeline starts the build
 * @throws AwsError InvalidInputException as CodeBuild does; UnsupportedOperation for sources that are not fetched here
 */
export function settingsOf(project: JsonObject, input: JsonObject, isPipeline: boolean): BuildProject {
  const environment = asObject(project['environment']);
  const settings: JsonObject = {
    ...project,
    ...overridden(input, PROJECT_OVERRIDES),
    source: { ...asObject(project['source']), ...overridden(input, SOURCE_OVERRIDES) },
    environment: {
      ...environment,
      ...overridden(input, ENVIRONMENT_OVERRIDES),
      environmentVariables: variablesOf(environment, input),
    },
  };
  check(settings, isPipeline);
  return settings;
}

function overridden(input: JsonObject, names: Readonly<Record<string, string>>): JsonObject {
  const given = Object.entries(names).filter(([parameter]) => input[parameter] !== undefined);
  return Object.fromEntries(given.map(([parameter, name]) => [name, input[parameter]]));
}

/** A variable of the call replaces the project's of the same name. */
function variablesOf(environment: JsonObject, input: JsonObject): JsonObject[] {
  const overrides = asList(input['environmentVariablesOverride']).map((variable) => ({
    type: 'PLAINTEXT',
    ...asObject(variable),
  }));
  const all = [...asList(environment['environmentVariables']), ...overrides].map(asObject);
  return [...new Map(all.map((variable) => [asText(variable['name']), variable])).values()];
}

function check({ source, artifacts, secondarySources }: JsonObject, isPipeline: boolean): void {
  const { type, buildspec } = asObject(source);
  if ((type === 'CODEPIPELINE') !== (asObject(artifacts)['type'] === 'CODEPIPELINE')) {
    throw invalid('Invalid artifacts: source type and artifacts type must both be CODEPIPELINE, or neither');
  }
  if (type === 'CODEPIPELINE' && !isPipeline) {
    throw invalid(
      'Source type CODEPIPELINE: only CodePipeline starts this build. Override source and artifacts to start it',
    );
  }
  if (type === 'NO_SOURCE' && asText(buildspec) === '') {
    throw invalid('Invalid source: a buildspec is required for source type NO_SOURCE');
  }
  const types = [type, ...asList(secondarySources).map((secondary) => asObject(secondary)['type'])];
  const unknown = types.find((given) => !SOURCES.includes(given));
  if (unknown !== undefined) {
    throw new AwsError(
      'UnsupportedOperation',
      `The embedded AWS builds sources of type ${SOURCES.join(', ')}, not ${asText(unknown)}.`,
    );
  }
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidInputException', message);
}
