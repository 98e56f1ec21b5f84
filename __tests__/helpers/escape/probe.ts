import type { RequestContext } from 'embedded-aws/iam/request';

/** Who something of the account belongs to. */
export type Owner = 'dev' | 'prod' | 'shared' | 'bootstrap' | 'anotherPlatform' | 'noPlatform';

/** Something that a role may not touch unless it is its own. */
export interface Probe {
  readonly owner: Owner;
  readonly action: string;
  readonly resource: string;
  /** What AWS knows of the resource. */
  readonly context: RequestContext;
}

/** The account of all probes. */
export const ACCOUNT = '123456789012';
/** ARN of the bucket of the states. */
export const STATES = 'arn:aws:s3:::shop-123456789012-eu-central-1-tfstate';

/** The tags of what belongs to an owner. */
export const tagsOf: Readonly<Record<Owner, Readonly<Record<string, string>>>> = {
  dev: { platform: 'shop', environment: 'dev' },
  prod: { platform: 'shop', environment: 'prod' },
  shared: { platform: 'shop', service: 'hello' },
  bootstrap: { platform: 'shop' },
  anotherPlatform: { platform: 'ship', environment: 'dev' },
  noPlatform: {},
};

/** Tags as keys of a request's context. */
export function withTags(kind: 'RequestTag' | 'ResourceTag', tags: Readonly<Record<string, string>>): RequestContext {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:${kind}/${key}`, value]));
}

/** ARN of a resource of the account in its region. */
export const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:eu-central-1:${ACCOUNT}:${resource}`;
/** ARN of a role of the account. */
export const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

/**
 * The services of which AWS tells the tags for every action. Of the others it does for some: a policy that holds by names
 * alone holds in any case.
 */
const TELLING_TAGS = ['apigateway', 'application-autoscaling', 'cognito-idp', 'ec2', 'elasticloadbalancing', 'iam'];

/** Actions on a resource of an owner; `service:` is that of the ARN unless an action names another. */
export function probes(owner: Owner, resource: string, actions: string): Probe[] {
  const [, , service = ''] = resource.split(':');
  const context = TELLING_TAGS.includes(service) ? withTags('ResourceTag', tagsOf[owner]) : {};
  return actions
    .split(' ')
    .map((action) => (action.includes(':') ? action : `${service}:${action}`))
    .map((action) => ({ owner, action, resource, context }));
}
