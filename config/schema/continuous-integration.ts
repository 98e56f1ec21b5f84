import { z } from 'zod';
import { oidcProviders } from '../choices';
import { defaultContinuousIntegration as defaults } from '../defaults';
import { grammar } from '../grammar';
import type { ContinuousIntegrationInput } from '../input';
import { text } from './basics';
import { option, type Shape } from './option';
import { withoutOwner } from './without-owner';

/** How GitHub Actions review and deploy the platform. */
export const continuousIntegration = option(
  z.strictObject({
    repository: text(grammar.repository, {
      description: 'The repository that holds this config, at the GitHub owner, without the owner.',
      allowed: 'the name of a repository, without owner and without .git',
      example: 'platform',
      fix: withoutOwner,
    }),
    branch: text(grammar.branch, {
      description: 'The branch that is deployed.',
      allowed: 'the name of a git branch: letters, digits and . _ / @ + -',
      example: defaults.branch,
      default: defaults.branch,
    }).optional(),
    oidcProvider: option(z.enum(oidcProviders), {
      description: 'An account has one OIDC provider of GitHub Actions: create it, or take the existing one.',
      allowed: '"create" or "existing"',
      example: defaults.oidcProvider,
      default: defaults.oidcProvider,
    }).optional(),
  } satisfies Shape<ContinuousIntegrationInput>),
  {
    description: "Roles that GitHub Actions of the platform's own repository assume.",
    allowed: 'an object with the repository that holds this config',
    example: { repository: 'platform' },
  },
);
