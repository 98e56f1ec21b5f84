import { z } from 'zod';
import { constraintOf, type ProviderName } from '../../platform/provider-versions';
import { grammar } from '../grammar';
import {
  environmentNames,
  namesAlone,
  ownStackNames,
  platformNameInShort,
  platformNames,
  serviceNames,
  tagKeys,
} from '../names';
import { continuousIntegration } from './continuous-integration';
import { environmentSchema } from './environment';
import { fieldsOf } from './from-other-tools';
import { group, recordOf, text } from './kinds';
import { platformLogs } from './logs';
import { notAtTop } from './not-offered';
import { option } from './option';
import { ownStackSchema } from './own-stack';
import { serviceSchema } from './service';

const name = text(grammar.platformName, {
  description:
    'Prefix of every physical name; one platform of a name per account, also across regions, since IAM roles are global.',
  allowed: platformNames.allowed,
  allowedInShort: platformNameInShort,
  example: 'shop',
  synonyms: ['platformName', 'project', 'projectName', 'prefix'],
  meant: (found) => (typeof found === 'string' ? platformNames.suggest(found) : undefined),
});

const account = text(grammar.account, {
  description: 'AWS account id; deploying to any other account fails.',
  allowed: 'an AWS account id: 12 digits in quotes',
  example: '123456789012',
  synonyms: ['accountId', 'awsAccount', 'awsAccountId'],
  meant: (found) => (typeof found === 'string' ? found.replace(/[^0-9]/g, '') : undefined),
  fix: (found) =>
    typeof found === 'number'
      ? `write it in quotes, since a number loses leading zeros: account: "${String(found).padStart(12, '0')}"`
      : undefined,
});

const region = text(grammar.region, {
  description: 'AWS region of every resource.',
  allowed: 'the code of an AWS region, such as eu-central-1 or us-west-2',
  example: 'eu-central-1',
  synonyms: ['awsRegion'],
  // Some write a zone in place of its region, or the region as in the name of a variable.
  meant: (found) =>
    typeof found === 'string'
      ? found
          .toLowerCase()
          .replaceAll('_', '-')
          .replace(/(?<=\d)[a-f]$/, '')
      : undefined,
});

/** The fix for an owner with a repository: the repository has a place of its own. */
function ownerApart(found: unknown): string | undefined {
  const [, owner, repository] =
    /^(?:https:\/\/)?(?:github\.com\/)?([^/]+)\/([^/]+?)(?:\.git)?\/?$/.exec(String(found)) ?? [];
  if (owner === undefined || repository === undefined || owner === 'github.com') return undefined;
  const isWell = grammar.githubOwner.test(owner) && grammar.repository.test(repository);
  return isWell
    ? `write it as github: { owner: "${owner}" }; the repository ${repository} is that of a service, or ci.repository`
    : undefined;
}

const github = group(
  {
    owner: text(grammar.githubOwner, {
      description: 'GitHub user or organization that owns the repositories.',
      allowed: 'the name of a GitHub user or organization: up to 39 letters, digits and single hyphens',
      allowedInShort: 'the name of a GitHub user or organization',
      example: 'example-org',
      synonyms: ['organization', 'org'],
      meant: (found) =>
        typeof found === 'string' ? found.replace(/^(https:\/\/)?(github\.com\/)?@?/, '').split('/')[0] : undefined,
    }),
  },
  {
    description: 'Where the repositories of the services live.',
    allowed: 'an object with the owner',
    example: { owner: 'example-org' },
    main: ['owner'],
    fix: ownerApart,
  },
);

/** The fix for what other tools set in a provider. Source: SST, `providers`. */
function settingsOfProvider(found: unknown): string | undefined {
  const { region: wanted, version } = fieldsOf(found);
  if (typeof version === 'string') return `write the version alone: "${version}"`;
  return typeof wanted === 'string'
    ? `leave it out; region is an option of the whole config: region: "${wanted}"`
    : undefined;
}

function versionsOf(provider: ProviderName, name: string, example: string): z.ZodString {
  const all = constraintOf(provider);
  return text(grammar.versionConstraint, {
    description: `Version of the Terraform provider ${name}, as Terraform writes it.`,
    allowed: `versions within ${all}`,
    example,
    default: all,
    fix: settingsOfProvider,
  });
}

const providers = group(
  {
    aws: versionsOf('aws', 'hashicorp/aws', '~> 6.0').optional(),
    github: versionsOf('github', 'integrations/github', '~> 6.6').optional(),
  },
  {
    description: 'Versions of the Terraform providers, for every command and every job.',
    example: { aws: '~> 6.0' },
  },
);

/** Most tags of a config: AWS takes 50 on a resource; the rest is for the platform's own and for `Name`. */
export const MOST_TAGS = 45;

const tagValue = text(grammar.tagValue, {
  description: 'Value of the tag.',
  allowed: 'up to 256 letters, digits, spaces and _ . : / = + - @',
  example: 'retail',
});

const tags = recordOf(tagValue, {
  description: 'Extra tags of every resource.',
  allowed: 'an object of names and texts',
  example: {},
  default: {},
  names: tagKeys,
  keywords: { maxProperties: MOST_TAGS },
});

const environments = recordOf(environmentSchema, {
  description: 'The environments in the order of promotion: the first is deployed to first.',
  allowed: 'an object with at least one environment',
  example: { dev: {} },
  names: environmentNames,
  least: 1,
  structure: true,
  synonyms: ['env', 'stage'],
  meant: (found) => namesAlone(environmentNames, found, () => ({})),
});

const services = recordOf(serviceSchema, {
  description: 'The services by name; every service runs in every environment.',
  allowed: 'an object with at least one service',
  example: { hello: { repository: 'hello' } },
  names: serviceNames,
  least: 1,
  structure: true,
  synonyms: ['app', 'application'],
  meant: (found) => namesAlone(serviceNames, found, (name) => ({ repository: name })),
});

const stacks = recordOf(ownStackSchema, {
  description: 'Stacks of your own beside those of the platform, by name; stacks.ts builds them.',
  allowed: 'an object of names and options of stacks',
  example: { database: {} },
  default: {},
  names: ownStackNames,
  structure: true,
  synonyms: ['ownStacks', 'extraStacks', 'customStacks', 'additionalStacks'],
});

/** Everything that a config file may say; what several options say together is checked by `rules/`. */
export const platformSchema = group(
  {
    $schema: option(z.string(), {
      description: 'The JSON Schema of this file, for editors.',
      allowed: 'the address of a JSON Schema',
      example: './node_modules/fargate-delivery/dist/config/platform.schema.json',
      structure: true,
    }).optional(),
    name,
    account,
    region,
    github,
    ci: continuousIntegration.optional(),
    providers: providers.optional(),
    tags: tags.optional(),
    logs: platformLogs.optional(),
    environments,
    services,
    stacks: stacks.optional(),
  },
  {
    type: 'PlatformOptions',
    description: 'The delivery system of a platform: every service in every environment.',
    allowed: 'an object with name, account, region, github, environments and services',
    example: {
      name: 'shop',
      account: '123456789012',
      region: 'eu-central-1',
      github: { owner: 'example-org' },
      environments: { dev: {} },
      services: { hello: { repository: 'hello' } },
    },
    refused: notAtTop,
  },
);

/** A config whose every value is of the right form; its values may still not go together. */
export type PlatformData = z.output<typeof platformSchema>;

/** One service of such a config. */
export type ServiceData = PlatformData['services'][string];

/** An override of such a config. */
export type OverrideData = NonNullable<ServiceData['environments']>[string];
