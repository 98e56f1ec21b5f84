import { arnOf } from '../../../gateway/arn';
import { AwsError } from '../../../gateway/aws-error';
import { asList, asObject, asText, type JsonObject } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';

/** CodeBuild API Reference, "CreateProject", `name`. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9\-_]{1,149}$/;

/** What CodeBuild fills in where a request says nothing (CodeBuild API Reference, "Project"). */
const DEFAULTS: JsonObject = {
  timeoutInMinutes: 60,
  queuedTimeoutInMinutes: 480,
  cache: { type: 'NO_CACHE' },
  badge: { badgeEnabled: false },
  projectVisibility: 'PRIVATE',
  secondarySources: [],
  secondaryArtifacts: [],
  secondarySourceVersions: [],
  tags: [],
};

/**
 * Makes the project that CodeBuild would keep of a CreateProject or UpdateProject request.
 * @param now seconds since the epoch
 * @param before the project that is updated; undefined if it is created
 * @throws AwsError InvalidInputException, as CodeBuild does
 */
export function projectOf(request: AwsRequest, input: JsonObject, now: number, before?: JsonObject): JsonObject {
  const { badgeEnabled, ...given } = withoutBlanks({ ...before, ...input });
  const project = {
    ...DEFAULTS,
    encryptionKey: arnOf(request, 'kms', 'alias/aws/s3'),
    created: now,
    ...given,
    arn: arnOf(request, 'codebuild', `project/${asText(input['name'])}`),
    lastModified: now,
    ...(badgeEnabled === undefined ? {} : { badge: { badgeEnabled } }),
  };
  validate(request, project);
  return { ...project, ...fillIn(project) };
}

/** An empty text takes a setting back; a limit of -1 lifts it. */
function withoutBlanks(input: JsonObject): JsonObject {
  const kept = Object.entries(input).filter(
    ([name, value]) => value !== '' && !(name === 'concurrentBuildLimit' && value === -1),
  );
  return Object.fromEntries(kept);
}

function fillIn({ source, artifacts, environment, name }: JsonObject): JsonObject {
  const isPipeline = asObject(artifacts)['type'] === 'CODEPIPELINE';
  const artifactDefaults = isPipeline ? { name, packaging: 'NONE', encryptionDisabled: false } : {};
  return {
    source: { insecureSsl: false, ...asObject(source) },
    artifacts: { ...artifactDefaults, ...asObject(artifacts) },
    environment: {
      imagePullCredentialsType: 'CODEBUILD',
      privilegedMode: false,
      ...asObject(environment),
      environmentVariables: asList(asObject(environment)['environmentVariables']).map((variable) => ({
        type: 'PLAINTEXT',
        ...asObject(variable),
      })),
    },
  };
}

function validate({ account }: AwsRequest, { name, serviceRole, source, artifacts }: JsonObject): void {
  if (!NAME.test(asText(name))) {
    throw invalid('Invalid project name: Only alphanumeric characters, dash, and underscore are supported');
  }
  if (asText(serviceRole).split(':')[4] !== account) {
    throw invalid("Invalid service role: Service role account ID does not match caller's account");
  }
  const [from, to] = [asObject(source)['type'], asObject(artifacts)['type']];
  if ((from === 'CODEPIPELINE') !== (to === 'CODEPIPELINE')) {
    throw invalid('Invalid artifacts: source type and artifacts type must both be CODEPIPELINE, or neither');
  }
  const isLocated = from === 'CODEPIPELINE' || from === 'NO_SOURCE' || asText(asObject(source)['location']) !== '';
  if (!isLocated) throw invalid('Project source location is required');
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidInputException', message);
}
