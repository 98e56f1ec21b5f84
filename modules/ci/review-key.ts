import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { iamArn, type AwsPlace } from '../../platform/arns';
import { namedKey } from '../encryption/key-grants';
import { KEEP_KEY, READ_KEY } from '../encryption/key-policy';
import { policyDocument, type PolicyStatement } from '../iam/policy-document';

/** Properties of a `ReviewKey`. */
export interface ReviewKeyProps {
  readonly place: AwsPlace;
  /** E.g. `alias/shop-eu-central-1-ci-reviews`. */
  readonly alias: string;
  /** ARN of the role that reviews: it makes codes with the key. */
  readonly reviewRoleArn: string;
  /** ARNs of the roles that deploy: they check codes. */
  readonly deployRoleArns: readonly string[];
  /** ARNs of all roles of jobs, with `*` for any letters: none of them changes the key. */
  readonly jobRoleArns: string;
}

/** Days in which a deletion can be cancelled: the most that KMS gives. Source: AWS KMS API, ScheduleKeyDeletion. */
const DAYS_OF_DELETION = 30;

/**
 * The key by which a deployment knows that a review wrote a record. It never leaves KMS. Its policy is the only place
 * that lets anybody use it; the account decides who may keep it, but for the roles of jobs.
 */
export class ReviewKey extends Construct {
  readonly resource: KmsKey;
  readonly alias: KmsAlias;

  constructor(scope: Construct, id: string, props: ReviewKeyProps) {
    super(scope, id);
    this.resource = new KmsKey(this, 'Resource', {
      description: 'Codes of the records of reviews.',
      keyUsage: 'GENERATE_VERIFY_MAC',
      customerMasterKeySpec: 'HMAC_256',
      deletionWindowInDays: DAYS_OF_DELETION,
      policy: policyDocument(...keyPolicy(props)),
      lifecycle: { preventDestroy: true },
    });
    this.alias = new KmsAlias(this, 'alias', { name: props.alias, targetKeyId: this.resource.keyId });
  }
}

/** Makes codes of records. @param alias of the key */
export function makeReviewCodes(place: AwsPlace, alias: string): PolicyStatement {
  return { ...namedKey({ ...place, aliases: [alias] }), sid: 'MakeReviewCodes', actions: ['kms:GenerateMac'] };
}

/** Checks codes of records. @param alias of the key */
export function checkReviewCodes(place: AwsPlace, alias: string): PolicyStatement {
  return { ...namedKey({ ...place, aliases: [alias] }), sid: 'CheckReviewCodes', actions: ['kms:VerifyMac'] };
}

/**
 * Names the account and not the roles: KMS refuses a policy whose roles do not exist, and keeps a role's id in place of
 * its ARN. So the policies of the roles have to allow it, too. Source: AWS KMS Developer Guide, "Key policies".
 */
function keyPolicy({ place, reviewRoleArn, deployRoleArns, jobRoleArns }: ReviewKeyProps): PolicyStatement[] {
  const of = { principals: { AWS: iamArn(place, 'root') }, resources: ['*'] } as const;
  const by = (operator: string, arns: string | readonly string[]): Pick<PolicyStatement, 'conditions'> => ({
    conditions: { [operator]: { 'aws:PrincipalArn': arns } },
  });
  return [
    { ...of, sid: 'ReadKey', actions: READ_KEY },
    { ...of, sid: 'KeepKey', actions: KEEP_KEY, ...by('ArnNotLike', jobRoleArns) },
    { ...of, sid: 'MakeCodes', actions: ['kms:GenerateMac'], ...by('ArnEquals', reviewRoleArn) },
    { ...of, sid: 'CheckCodes', actions: ['kms:VerifyMac'], ...by('ArnEquals', deployRoleArns) },
  ];
}
