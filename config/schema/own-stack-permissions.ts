import { grammar } from '../grammar';
import { group, listOf, text } from './kinds';

/** Most statements of a stack, and most actions or resources of one: a policy has room for less. */
const MOST = 50;

const database = {
  example: 'arn:aws:rds:*:*:db:shop-${environment}-*',
};

/** Of a statement. */
const statement = {
  actions: ['rds:CreateDBInstance', 'rds:DeleteDBInstance', 'rds:ModifyDBInstance'],
  resources: [database.example],
};

const permission = group(
  {
    actions: listOf(
      text(grammar.action, {
        description: 'An action of IAM.',
        allowed: 'an action of IAM such as rds:CreateDBInstance, with * for any letters of its name',
        example: 'rds:CreateDBInstance',
      }),
      {
        description: 'Actions of IAM; * is any letters.',
        items: 'actions of IAM',
        least: 1,
        most: MOST,
        example: statement.actions,
        synonyms: ['action'],
      },
    ),
    resources: listOf(
      text(grammar.resource, {
        description: 'ARN of what the actions are on.',
        allowed: 'an ARN whose name begins with <platform>-${environment}-; * is any letters',
        ...database,
      }),
      {
        description:
          'ARNs of what they are on, named `<platform>-${environment}-...` (`<platform>-<stack>-...` for a stack that all ' +
          'environments share); `*` for region and account are those of the platform.',
        items: 'ARNs that name the platform and ${environment}',
        least: 1,
        most: MOST,
        example: statement.resources,
        synonyms: ['resource', 'arns'],
      },
    ),
  },
  {
    type: 'DeployPermission',
    description: 'A statement of IAM: which actions, on what.',
    allowed: 'an object with actions and resources',
    example: statement,
  },
);

const secret = {
  example: 'arn:aws:secretsmanager:*:*:secret:rds!db-*',
};

/** The secrets of a stack that services get. */
export const applicationSecrets = listOf(
  text(grammar.resource, {
    description: 'ARN of secrets.',
    allowed:
      'an ARN of Secrets Manager whose name begins with <platform>-${environment}-, or rds!db-* or rds!cluster-*',
    ...secret,
  }),
  {
    description:
      'Secrets of it that `connect` may give services, by ARN: named `<platform>-${environment}-...`, or `rds!db-*` for ' +
      'those in which RDS keeps the passwords of databases that are named so; needs `npm run bootstrap`.',
    items: 'ARNs of secrets of Secrets Manager',
    most: MOST,
    example: [secret.example],
    default: [],
  },
);

/** What the jobs that deploy a stack may do, beyond what they may anyway. */
export const deployPermissions = listOf(permission, {
  description:
    'What the role of the jobs that deploy it may do beyond what it may anyway; needs `npm run bootstrap`. Of the services ' +
    'in it, plans and reviews read the descriptions.',
  items: 'objects with actions and resources',
  most: MOST,
  example: [statement],
  default: [],
});
