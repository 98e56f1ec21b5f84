import type { RequestContext } from 'embedded-aws/iam/request';
import { boundaryArn } from '../../../platform/ci-names';

/** What the AWS provider asks for, and what AWS knows of it when it judges. */
export interface Call {
  readonly action: string;
  /** ARN, or `*` where the action knows no resource. */
  readonly resource: string;
  readonly context: RequestContext;
}

/** Whose resources are made and changed. */
interface Part {
  readonly platform: string;
  readonly environment?: string;
}

const platform = { name: 'shop', account: '123456789012', region: 'eu-central-1' };
/** ARN of a resource of the platform's region. */
export const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${platform.region}:${platform.account}:${resource}`;
/** ARN of a role. */
export const role = (name: string): string => `arn:aws:iam::${platform.account}:role/${name}`;
/** ARN of a resource of API Gateway. */
export const api = (path: string): string => `arn:aws:apigateway:${platform.region}::/${path}`;

/**
 * The calls by which the provider makes, changes and destroys the resources of a type: those that change something, each
 * on every resource that AWS asks about. Sources: the provider's code; Service Authorization Reference.
 */
export type Calls = Readonly<Record<string, readonly Call[]>>;

/** Makes calls for a part of the platform. */
export function callsFor(part: Part): Record<
  'adopt' | 'make' | 'named' | 'own' | 'tag',
  (resource: string, actions: string) => Call[]
> & {
  grant: (resource: string, actions: string) => Call[];
} {
  const tags = (kind: string): RequestContext =>
    Object.fromEntries(Object.entries(part).map(([key, value]) => [`aws:${kind}/${key}`, String(value)]));
  const limit = { 'iam:PermissionsBoundary': boundaryArn(platform, part.environment ?? 'shared') };
  const each =
    (context: RequestContext) =>
    (resource: string, actions: string): Call[] =>
      actions.split(' ').map((action) => ({ action, resource, context }));
  return {
    /** Of what is not there yet. */
    make: each(tags('RequestTag')),
    /** Tags of what is made by the same request. */
    tag: (resource, actions) =>
      actions.split(' ').map((action) => ({
        action,
        resource,
        context: { ...tags('RequestTag'), [`${action.split(':')[0] ?? ''}:CreateAction`]: 'Create' },
      })),
    /** Tags of what AWS has made, without any. */
    adopt: each(tags('RequestTag')),
    /** Of what is there and has its tags. */
    own: each(tags('ResourceTag')),
    /** Where AWS may not tell the tags. */
    named: each({}),
    /** Changes of a role that has its boundary. */
    grant: each({ ...tags('ResourceTag'), ...limit }),
  };
}

/**
 * What a service asks KMS for the provider about a key.
 *
 * @param alias without `alias/`
 * @param context what the service says of the thing that is encrypted, e.g. its ARN
 */
export function throughService(service: string, alias: string, actions: string, context: RequestContext = {}): Call[] {
  return actions.split(' ').map((action) => ({
    action,
    resource: arn('kms', 'key/0a'),
    context: {
      'kms:ViaService': `${service}.${platform.region}.amazonaws.com`,
      'kms:ResourceAliases': [`alias/${alias}`],
      ...context,
    },
  }));
}

/** Hands a role to a service. */
export function passed(resource: string, service: string): Call[] {
  return [{ action: 'iam:PassRole', resource, context: { 'iam:PassedToService': `${service}.amazonaws.com` } }];
}

/** Makes, changes and destroys a role. */
export function rolesOf(resource: string, part: Part): Call[] {
  const calls = callsFor(part);
  const limit = { 'iam:PermissionsBoundary': boundaryArn(platform, part.environment ?? 'shared') };
  const made = calls
    .make(resource, 'iam:CreateRole')
    .map((call) => ({ ...call, context: { ...call.context, ...limit } }));
  return [
    ...made,
    ...calls.make(resource, 'iam:TagRole'),
    ...calls.grant(resource, 'iam:PutRolePermissionsBoundary'),
    ...calls.own(
      resource,
      'iam:UpdateAssumeRolePolicy iam:UpdateRole iam:UpdateRoleDescription iam:TagRole iam:ListInstanceProfilesForRole iam:DeleteRole',
    ),
  ];
}
