import { z } from 'zod';
import { grammar } from '../grammar';
import { insideRepository } from './from-other-tools';
import { unwrap } from './inspect';
import { group, text } from './kinds';
import { notInService } from './not-offered';
import { declarationOf, option, refuse, type Refusal } from './option';
import { imageOfOverride } from './refused/tasks';
import { runtimeShape } from './runtime';
import { fargatePair } from './special-cases';
import { onlyTheName, withoutOwner } from './without-owner';

const file = 'a relative path in the repository: letters, digits and . _ - in segments joined by /, none of them ".."';

/** An image is the same everywhere. */
const builtOnce = { never: 'an image is built once and promoted' };

/** Where a service's image comes from. */
const sourceShape = {
  repository: text(grammar.repository, {
    description: 'Repository at the GitHub owner, without the owner.',
    allowed: 'the name of a repository, without owner and without .git',
    example: 'hello',
    override: builtOnce,
    synonyms: ['repo', 'repositoryName', 'repoName', 'gitRepository', 'source'],
    likely: (service) => (grammar.serviceName.test(service) ? service : undefined),
    meant: withoutOwner,
    fix: onlyTheName,
  }),
  branch: text(grammar.branch, {
    description: 'The branch whose pushes are delivered.',
    allowed: 'the name of a git branch: letters, digits and . _ / @ + -',
    allowedInShort: 'the name of a git branch',
    example: 'main',
    default: 'main',
    override: builtOnce,
  }).optional(),
  dockerfile: text(grammar.file, {
    description: 'Path of the Dockerfile in the repository.',
    allowed: file,
    allowedInShort: 'a relative path',
    example: 'Dockerfile',
    default: 'Dockerfile',
    override: builtOnce,
    meant: insideRepository,
  }).optional(),
  context: text(grammar.folder, {
    description: 'Path of the build context in the repository.',
    allowed: `${file}; or "." for all of it`,
    allowedInShort: 'a relative path, or `.` for all of it',
    example: '.',
    default: '.',
    override: builtOnce,
    synonyms: ['buildContext', 'contextPath', 'build', 'directory', 'folder'],
    meant: insideRepository,
  }).optional(),
};

const shape = { ...sourceShape, ...runtimeShape };

/** The options that are the same in every environment. */
export const sourceSchema = part((name) => neverReason(name) !== undefined, {
  type: 'ServiceSource',
  description: "Where a service's image comes from.",
});

/** The options that an environment may override. */
export const runtimeSchema = part((name) => neverReason(name) === undefined, {
  type: 'RuntimeSettings',
  description: 'How a service runs in one environment.',
});

/** What an environment may override. */
export const overrideSchema = option(z.strictObject(runtimeSchema.shape), {
  description: 'What differs in this environment, merged over the service.',
  allowed: 'an object of run-time options',
  example: {},
  type: 'OverrideOptions',
  refused: {
    ...notInService,
    ...imageOfOverride,
    ...Object.fromEntries(Object.entries<z.ZodType>(shape).flatMap(refusedOverride)),
    environments: { found: 'overrides in an override', fix: 'leave it out' },
  },
  keywords: fargatePair.keywords,
});

/** One service of a config. */
export const serviceSchema = group(
  {
    ...shape,
    environments: option(z.record(z.string(), overrideSchema), {
      description: 'What differs in an environment, by the name of the environment.',
      allowed: 'an object with the names of environments and what differs there',
      example: {},
      defaultInWords: 'nothing differs',
      structure: true,
      synonyms: ['overrides'],
    }).optional(),
  },
  {
    type: 'ServiceOptions',
    description: 'One deployable service: its repository, and how it runs.',
    allowed: 'an object with at least a repository',
    example: { repository: 'hello' },
    main: ['repository'],
    refused: notInService,
    keywords: { ...fargatePair.keywords, ...fargatePair.bothOrNone },
  },
);

/** Why no environment may override an option, if none may. */
function neverReason(name: string): string | undefined {
  const { override } = declarationOf(unwrap(shape[name as keyof typeof shape]).schema);
  return typeof override === 'object' ? override.never : undefined;
}

function part(
  belongs: (name: string) => boolean,
  declaration: { readonly type: string; readonly description: string },
) {
  const own = Object.fromEntries(Object.entries<z.ZodType>(shape).filter(([name]) => belongs(name)));
  return group(own, declaration);
}

/** Under all of its names, an option that no environment may override; nothing for another. */
function refusedOverride([name, schema]: readonly [string, z.ZodType]): readonly (readonly [string, Refusal])[] {
  const reason = neverReason(name);
  if (reason === undefined) return [];
  const found = `an option that no environment can override, since ${reason}`;
  const fix = `set ${name} on the service itself, or make a second service`;
  const names = [name, ...(declarationOf(unwrap(schema).schema).synonyms ?? [])];
  return Object.entries(refuse(names, { found, fix }));
}
