import { z } from 'zod';
import { fargateCpus, fargateMemories } from '../fargate-sizes';
import { grammar } from '../grammar';
import { list } from '../issue';
import { variableNames } from '../names';
import { healthCheck, scaling, tasks } from './availability';
import { logRetentionDays } from './logs';
import { choice, group, listOf, oneOf, recordOf, text, wholeNumber } from './kinds';
import { option } from './option';
import { notInApi } from './refused/groups';
import { containerPort, cpuUnits, mebibytes } from './other-units';
import { fargatePair, pathOfService } from './special-cases';

const cpu = oneOf(fargateCpus, {
  type: 'FargateCpu',
  description: 'CPU units of a task, 1024 a vCPU; goes with memory.',
  allowed: list(fargateCpus),
  default: 512,
  synonyms: ['cpuUnits', 'vcpu'],
  meant: cpuUnits,
  numbersWith: fargatePair.cpusBeside,
});

const memory = oneOf(fargateMemories, {
  type: 'FargateMemory',
  description: 'Memory of a task in MiB; which sizes there are depends on cpu.',
  allowed: `a size that Fargate offers in MiB: ${list(fargateMemories)}`,
  allowedInShort: 'a size that Fargate offers with the cpu',
  default: 1024,
  synonyms: ['ram', 'mem', 'memoryMiB', 'memoryLimitMiB', 'memoryReservation'],
  meant: mebibytes,
  numbersWith: fargatePair.memoriesBeside,
});

/** The messages about a secret never show the value that was found: it may be the secret itself. */
const secretArn = text(grammar.secretArn, {
  description: 'ARN of an SSM parameter or of a Secrets Manager secret.',
  allowed:
    'the full ARN of an SSM parameter (arn:<partition>:ssm:<region>:<account>:parameter/<name>) or of a Secrets Manager secret ' +
    '(arn:<partition>:secretsmanager:<region>:<account>:secret:<name>, with :<json key>:<version stage>:<version id> if needed)',
  example: 'arn:aws:ssm:eu-central-1:123456789012:parameter/shop/orders/token',
  // Other tools take the name of a parameter, or an object with that of a secret: AWS Copilot, "Secrets".
  fix: () =>
    'store the secret in SSM Parameter Store or Secrets Manager and give its full ARN, in place of a name; if a secret ' +
    'stood here, replace it, since it is in the history of this file',
  secret: true,
});

const keyArn = text(grammar.keyArn, {
  description: 'ARN of a KMS key.',
  allowed:
    'the ARN of a KMS key, arn:<partition>:kms:<region>:<account>:key/<id>; no alias, since policies name keys only',
  example: 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  fix: (found) =>
    typeof found === 'string' && found.includes('alias/')
      ? `find its key: aws kms describe-key --key-id ${found} --query KeyMetadata.Arn`
      : undefined,
});

const api = group(
  {
    path: text(grammar.apiPath, {
      description: "Path prefix of the service in the API, e.g. shop/orders; the service's name if left out.",
      allowed: 'up to 125 letters, digits and . _ - in segments joined by single slashes, with none at the ends',
      allowedInShort: 'segments joined by single slashes',
      example: 'shop/orders',
      defaultInWords: "the service's name",
      synonyms: ['pathPrefix', 'prefix', 'route', 'basePath', 'rulePath'],
      fix: (found) =>
        found === '/' || found === '/*'
          ? 'leave it out; its path is then its name, since the root of the API is that of no service'
          : undefined,
      meant: (found) => (typeof found === 'string' ? found.replace(/^\/+|(\/+\*?)+$/g, '') : undefined),
    }).optional(),
    auth: choice(['cognito', 'none'], {
      description: 'cognito: signed-in users with the scope of the service. none: everybody.',
      default: 'cognito',
      synonyms: ['authorization', 'authorizer'],
    }).optional(),
  },
  {
    type: 'ApiOptions',
    description: 'How the API offers the service.',
    main: ['auth', 'path'],
    synonyms: ['http'],
    refused: notInApi,
    fix: (found) => (found === false ? 'leave it out: every service is reached through the API' : undefined),
    specialCase: pathOfService,
  },
);

/** How a service runs. */
export const runtimeShape = {
  cpu: cpu.optional(),
  memory: memory.optional(),
  port: wholeNumber(1, 65535, {
    description: 'TCP port the container listens on; it reads it from PORT.',
    default: 80,
    synonyms: ['containerPort', 'targetPort', 'listenPort', 'portMappings', 'expose'],
    meant: containerPort,
  }).optional(),
  healthCheck: healthCheck.optional(),
  tasks: tasks.optional(),
  scaling: scaling.optional(),
  variables: recordOf(option(z.string(), { description: 'Plain text.', allowed: 'text', example: 'info' }), {
    description: 'Environment variables of the container in plain text.',
    allowed: 'an object of names and texts',
    example: {},
    default: {},
    override: 'merge',
    names: variableNames,
    synonyms: ['env', 'environment', 'environmentVariables', 'envVars', 'vars', 'environmentFiles', 'config'],
  }).optional(),
  secrets: recordOf(secretArn, {
    description: 'Environment variables of the container by the ARN of an SSM parameter or Secrets Manager secret.',
    allowed: 'an object of names and ARNs',
    example: {},
    default: {},
    override: 'merge',
    names: variableNames,
    secret: true,
    fix: (found) =>
      Array.isArray(found) ? 'write an object in place of the list: secrets: { <name>: "<ARN>" }' : undefined,
    synonyms: ['secretVariables', 'secretEnvironment', 'ssm', 'secretsManager'],
  }).optional(),
  secretKeys: listOf(keyArn, {
    description:
      "ARNs of the KMS keys of your own that the secrets are encrypted with; none for keys of AWS. The container's secrets " +
      'are decrypted with them, and nothing else is.',
    items: 'ARNs of KMS keys',
    most: 10,
    example: [],
    default: [],
    override: 'merge',
    synonyms: ['kmsKeys', 'kmsKeyArns', 'kmsKeyArn', 'kmsKeyId', 'kmsKey', 'secretKeyArns', 'encryptionKeys'],
  }).optional(),
  executeCommand: option(z.boolean(), {
    description:
      'Whether people with the permission may run commands in its containers (ECS Exec). Every command is on record in ' +
      "the log of the environment's cluster.",
    allowed: 'true or false',
    allowedInShort: '`true` or `false`',
    example: true,
    defaultInWords: 'true, or false where the environment has protect',
    synonyms: ['enableExecuteCommand', 'exec', 'ecsExec', 'execEnabled', 'enableExec'],
  }).optional(),
  logRetentionDays: logRetentionDays({
    description: 'Days that the logs are kept.',
    default: 30,
    synonyms: ['retention', 'logRetention', 'retentionInDays', 'logs', 'logging', 'cloudwatchLogGroupRetentionInDays'],
  }).optional(),
  api: api.optional(),
};
