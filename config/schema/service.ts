import { z } from 'zod';
import { defaultSource as defaults } from '../defaults';
import { grammar } from '../grammar';
import type { OverrideInput, ServiceInput, SourceInput } from '../input';
import { text } from './basics';
import { withoutOwner } from './without-owner';
import { notYet, option, type Refusal, type Shape } from './option';
import { runtimeShape, sizeKeywords } from './runtime';

const file = 'a relative path in the repository: letters, digits and . _ - in segments joined by /, none of them ".."';

const sourceShape = {
  repository: text(grammar.repository, {
    description: 'Repository at the GitHub owner, without the owner.',
    allowed: 'the name of a repository, without owner and without .git',
    example: 'hello',
    fix: withoutOwner,
  }),
  branch: text(grammar.branch, {
    description: 'The branch whose pushes are delivered.',
    allowed: 'the name of a git branch: letters, digits and . _ / @ + -',
    example: defaults.branch,
    default: defaults.branch,
  }).optional(),
  dockerfile: text(grammar.file, {
    description: 'Path of the Dockerfile in the repository.',
    allowed: file,
    example: defaults.dockerfile,
    default: defaults.dockerfile,
  }).optional(),
  context: text(grammar.folder, {
    description: 'Path of the build context in the repository.',
    allowed: `${file}; or "." for all of it`,
    example: defaults.context,
    default: defaults.context,
  }).optional(),
} satisfies Shape<SourceInput>;

const rolling = notYet('every deployment is a rolling update that is rolled back when it fails');
const strategies = { strategy: rolling, deployment: rolling, blueGreen: rolling, canary: rolling, linear: rolling };

const builtOnce: Refusal = {
  found: 'an option that no environment can override, since an image is built once and promoted',
  fix: 'set it on the service itself, or make a second service',
};

const overrideSchema = option(z.strictObject(runtimeShape satisfies Shape<OverrideInput>), {
  description: 'What differs in this environment, merged over the service.',
  allowed: 'an object of run-time options',
  example: {},
  refused: {
    ...strategies,
    ...Object.fromEntries(Object.keys(sourceShape).map((name) => [name, builtOnce])),
    environments: { found: 'overrides in an override', fix: 'leave it out' },
  },
  keywords: sizeKeywords,
});

/** One service of a config. */
export const serviceSchema = option(
  z.strictObject({
    ...sourceShape,
    ...runtimeShape,
    environments: option(z.record(z.string(), overrideSchema), {
      description: 'What differs in an environment, by the name of the environment.',
      allowed: 'an object with the names of environments and what differs there',
      example: {},
    }).optional(),
  } satisfies Shape<ServiceInput>),
  {
    description: 'One deployable service: its repository, and how it runs.',
    allowed: 'an object with at least a repository',
    example: { repository: 'hello' },
    refused: strategies,
    keywords: { ...sizeKeywords, dependentRequired: { cpu: ['memory'], memory: ['cpu'] } },
  },
);
