import { ownTags } from '../../platform/tags';
import type { PolicyStatement } from '../iam/policy-document';

/** What a deploy role may change: what has the tags of the platform, and of one environment or of none. */
export interface OwnPart {
  /** Name of the platform. */
  readonly platform: string;
  /** Name of the environment. @default - what all environments share */
  readonly environment?: string;
}

type Conditions = NonNullable<PolicyStatement['conditions']>;

/** Holds for what is there and has the tags of a part. Source: IAM User Guide, "Controlling access using tags". */
export function ofPart(part: OwnPart): Conditions {
  return tagged('aws:ResourceTag', part);
}

/** Holds for requests that give what they make the tags of a part, as the AWS provider does with its default tags. */
export function madeForPart(part: OwnPart): Conditions {
  return tagged('aws:RequestTag', part);
}

function tagged(key: string, part: OwnPart): Conditions {
  const { platform = part.platform, environment } = ownTags(part);
  const owners = { [`${key}/platform`]: platform };
  return environment === undefined
    ? { StringEquals: owners, Null: { [`${key}/environment`]: 'true' } }
    : { StringEquals: { ...owners, [`${key}/environment`]: environment } };
}

/** Joins conditions: all of them have to hold. */
export function both(one: Conditions, other: Conditions): Conditions {
  const operators = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(operators.map((operator) => [operator, { ...one[operator], ...other[operator] }]));
}

/** Holds for what has no owner: what is made just now, and what no platform has made. */
export const WITHOUT_OWNER: Conditions = {
  Null: { 'aws:ResourceTag/platform': 'true', 'aws:ResourceTag/environment': 'true' },
};

/**
 * Denies everything that the tags of another part are on: also where other statements allow it, and where AWS knows the
 * tags of something that a statement names in another way.
 */
export function leaveOthers({ platform, environment }: OwnPart): PolicyStatement[] {
  return [
    deny('LeaveOtherPlatforms', differs('aws:ResourceTag/platform', platform)),
    environment === undefined
      ? deny('LeaveEnvironments', { Null: { 'aws:ResourceTag/environment': 'false' } })
      : deny('LeaveOtherEnvironments', differs('aws:ResourceTag/environment', environment)),
  ];
}

/** The key is there, and has another value. */
function differs(key: string, value: string): Conditions {
  return { StringNotEquals: { [key]: value }, Null: { [key]: 'false' } };
}

function deny(sid: string, conditions: Conditions): PolicyStatement {
  return { sid, effect: 'Deny', actions: ['*'], resources: ['*'], conditions };
}
