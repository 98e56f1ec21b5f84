import { z } from 'zod';
import { grammar } from '../grammar';
import { group, listOf, text } from './kinds';
import { namedByKey } from './refused/surroundings';
import { option } from './option';
import { applicationSecrets, deployPermissions } from './own-stack-permissions';

const environment = text(grammar.environmentName, {
  description: 'Name of an environment.',
  allowed: 'the name of an environment of this config',
  example: 'dev',
});

/** Most environments that a list may name: more than any platform has. */
const MOST_ENVIRONMENTS = 100;

/** One stack of a platform's own. */
export const ownStackSchema = group(
  {
    perEnvironment: option(z.boolean(), {
      description:
        'Whether each environment has one of its own, with the id `<environment>-<name>`; else all of them share one, ' +
        'whose id is its name.',
      allowed: 'true or false',
      allowedInShort: '`true` or `false`',
      example: true,
      default: true,
      synonyms: ['perStage', 'environmental'],
    }).optional(),
    environments: listOf(environment, {
      description: 'The environments that have one.',
      items: 'names of environments',
      least: 1,
      most: MOST_ENVIRONMENTS,
      example: ['dev'],
      defaultInWords: 'all of them',
      mayBeMissing: true,
      synonyms: ['only', 'stages'],
    }).optional(),
    deployPermissions: deployPermissions.optional(),
    applicationSecrets: applicationSecrets.optional(),
  },
  {
    type: 'OwnStack',
    description: 'A stack that code of this project builds; {} takes every default.',
    allowed: 'an object of options of a stack; {} takes every default',
    refused: namedByKey('stacks'),
  },
);
