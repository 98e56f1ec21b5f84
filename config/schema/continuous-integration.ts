import { grammar } from '../grammar';
import { choice, group, listOf, text } from './kinds';
import { onlyTheName, withoutOwner } from './without-owner';

/** How GitHub Actions review and deploy the platform. */
export const continuousIntegration = group(
  {
    repository: text(grammar.repository, {
      description: 'The repository that holds this config, at the GitHub owner, without the owner.',
      allowed: 'the name of a repository, without owner and without .git',
      example: 'platform',
      synonyms: ['repo'],
      meant: withoutOwner,
      fix: onlyTheName,
    }),
    ownerId: text(grammar.githubId, {
      description: 'Number of the GitHub owner, which npm run jobs prints; goes with repositoryId.',
      allowed: 'digits, as a text',
      example: '123456',
      defaultInWords: 'none: roles know the repository by its name alone',
      mayBeMissing: true,
    }).optional(),
    repositoryId: text(grammar.githubId, {
      description: 'Number of the repository, which npm run jobs prints; goes with ownerId.',
      allowed: 'digits, as a text',
      example: '456789',
      defaultInWords: 'none: roles know the repository by its name alone',
      mayBeMissing: true,
    }).optional(),
    branch: text(grammar.branch, {
      description: 'The branch that is deployed.',
      allowed: 'the name of a git branch: letters, digits and . _ / @ + -',
      allowedInShort: 'the name of a git branch',
      example: 'main',
      default: 'main',
    }).optional(),
    environmentPrefix: text(grammar.githubEnvironmentPrefix, {
      description:
        'What the names of the GitHub environments of this platform begin with, where a repository has several platforms: ' +
        'the first, that of platform.config.ts, has none, and each other has its own.',
      allowed:
        'up to 40 lower-case letters, digits and hyphens, beginning with a letter and ending with a hyphen; ' +
        'none in platform.config.ts',
      allowedInShort: 'lower-case letters, digits and hyphens; the last is a hyphen; none in `platform.config.ts`',
      example: 'eu-',
      defaultInWords: 'none: `dev`, `shared` and `review`',
      mayBeMissing: true,
      synonyms: ['prefix', 'githubEnvironmentPrefix'],
      meant: (found) => (typeof found === 'string' ? `${found.toLowerCase().replace(/-+$/, '')}-` : undefined),
    }).optional(),
    resourceTypes: listOf(
      text(grammar.resourceType, {
        description: 'Type of a resource.',
        allowed: 'a type of the provider aws or github',
        example: 'aws_sqs_queue',
      }),
      {
        description:
          'Types of resources beyond those of the platform that pull requests may bring: reviews refuse to plan any other.',
        items: 'types of the providers aws and github',
        allowedInShort: 'types of the providers aws and github',
        most: 100,
        example: ['aws_sqs_queue'],
        defaultInWords: 'none',
        mayBeMissing: true,
      },
    ).optional(),
    oidcProvider: choice(['create', 'existing'], {
      description: 'An account has one OIDC provider of GitHub Actions: create it, or take the existing one.',
      default: 'create',
    }).optional(),
  },
  {
    type: 'ContinuousIntegration',
    description: "Roles that GitHub Actions of the platform's own repository assume; without it there are none.",
    allowed: 'an object with the repository that holds this config',
    example: { repository: 'platform' },
    main: ['repository'],
  },
);
