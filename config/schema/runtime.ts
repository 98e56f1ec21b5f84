import { z } from 'zod';
import { auths, logRetentionDays } from '../choices';
import { defaultAuth, defaultRuntime as defaults } from '../defaults';
import { valueAt } from '../data';
import { cpusWith, fargateCpus, fargateMemories, fargateSizes, memoriesOf } from '../fargate-sizes';
import { grammar } from '../grammar';
import type { OverrideInput } from '../input';
import { list } from '../issue';
import { recordOf, text, wholeNumber } from './basics';
import { healthCheck, scaling, tasks } from './availability';
import { option, type Shape } from './option';

const cpu = option(z.literal(fargateCpus), {
  description: 'CPU units of a task, 1024 a vCPU; goes with memory.',
  allowed: list(fargateCpus),
  example: defaults.cpu,
  numbersWith: (beside) => cpusWith(Number(valueAt(beside, ['memory']))),
  default: defaults.cpu,
});

const memory = option(z.literal(fargateMemories), {
  description: 'Memory of a task in MiB; which sizes there are depends on cpu.',
  allowed: `a size that Fargate offers in MiB: ${list(fargateMemories)}`,
  example: defaults.memory,
  numbersWith: (beside) => memoriesOf(Number(valueAt(beside, ['cpu']))),
  default: defaults.memory,
});

const variables = recordOf(option(z.string(), { description: 'Plain text.', allowed: 'text', example: 'info' }), {
  description: 'Environment variables of the container in plain text.',
  allowed: 'an object of names and texts',
  example: {},
  names: grammar.variableName,
});

/** Says what a secret must be without a word of what was found: it may be the secret itself. */
const secretArn = text(grammar.secretArn, {
  description: 'ARN of an SSM parameter or of a Secrets Manager secret.',
  allowed:
    'the full ARN of an SSM parameter (arn:<partition>:ssm:<region>:<account>:parameter/<name>) or of a Secrets Manager secret ' +
    '(arn:<partition>:secretsmanager:<region>:<account>:secret:<name>, with :<json key>:<version stage>:<version id> if needed)',
  example: 'arn:aws:ssm:eu-central-1:123456789012:parameter/shop/orders/token',
  fix: () =>
    'store the secret in SSM Parameter Store or Secrets Manager and give its ARN; if a secret stood here, replace it, ' +
    'since it is in the history of this file',
  secret: true,
});

const secrets = recordOf(secretArn, {
  description: 'Environment variables of the container by the ARN of an SSM parameter or Secrets Manager secret.',
  allowed: 'an object of names and ARNs',
  example: {},
  names: grammar.variableName,
  secret: true,
});

const api = option(
  z.strictObject({
    path: text(grammar.apiPath, {
      description: "Path prefix of the service in the API, e.g. shop/orders; the service's name if left out.",
      allowed: 'up to 125 letters, digits and . _ - in segments joined by single slashes, with none at the ends',
      example: 'shop/orders',
    }).optional(),
    auth: option(z.enum(auths), {
      description: 'cognito: signed-in users with the scope of the service. none: everybody.',
      allowed: '"cognito" or "none"',
      example: defaultAuth,
      default: defaultAuth,
    }).optional(),
  } satisfies Shape<NonNullable<OverrideInput['api']>>),
  { description: 'How the API offers the service.', allowed: 'API options', example: {} },
);

/** How a service runs: what an environment may override. */
export const runtimeShape = {
  cpu: cpu.optional(),
  memory: memory.optional(),
  port: wholeNumber(1, 65535, {
    description: 'TCP port the container listens on; it reads it from PORT.',
    unit: 'the port',
    default: defaults.port,
  }).optional(),
  healthCheck: healthCheck.optional(),
  tasks: tasks.optional(),
  scaling: scaling.optional(),
  variables: variables.optional(),
  secrets: secrets.optional(),
  logRetentionDays: option(z.literal(logRetentionDays), {
    description: 'Days that the logs are kept.',
    allowed: `a number of days that CloudWatch Logs offers: ${list(logRetentionDays)}`,
    example: defaults.logRetentionDays,
    default: defaults.logRetentionDays,
  }).optional(),
  api: api.optional(),
} satisfies Shape<OverrideInput>;

/** The pairs of cpu and memory as JSON Schema keywords, from the same table as the types. */
export const sizeKeywords = {
  allOf: fargateCpus.map((each) => ({
    if: { properties: { cpu: { const: each } }, required: ['cpu', 'memory'] },
    then: { properties: { memory: { enum: fargateSizes[each] } } },
  })),
};
