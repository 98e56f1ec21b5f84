import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { policyDocument } from '../iam/policy-document';
import { keyPolicy, type KeyPolicyProps } from './key-policy';

/** Properties of a `CustomerKey`. */
export interface CustomerKeyProps extends KeyPolicyProps {
  /** What stacks find the key by, e.g. `alias/shop-eu-central-1-shared`. */
  readonly alias: string;
  readonly description: string;
}

/** Days in which a deletion can be cancelled: the most that KMS gives. Source: AWS KMS API, ScheduleKeyDeletion. */
const DAYS_OF_DELETION = 30;

/**
 * A symmetric key of the account's own, which KMS replaces with a new one each year and by which it still decrypts what
 * the older ones encrypted. Terraform never destroys it: without the key all that it encrypted is lost.
 * Source: AWS KMS Developer Guide, "Rotate AWS KMS keys".
 */
export class CustomerKey extends Construct {
  readonly resource: KmsKey;
  readonly alias: KmsAlias;
  readonly keyArn: string;

  constructor(scope: Construct, id: string, props: CustomerKeyProps) {
    super(scope, id);
    this.resource = new KmsKey(this, 'Resource', {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: DAYS_OF_DELETION,
      policy: policyDocument(...keyPolicy(props)),
      lifecycle: { preventDestroy: true },
    });
    this.alias = new KmsAlias(this, 'alias', { name: props.alias, targetKeyId: this.resource.keyId });
    this.keyArn = this.resource.arn;
  }
}
