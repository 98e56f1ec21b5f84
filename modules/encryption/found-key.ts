import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import { Construct } from 'constructs';

/** Properties of a `FoundKey`. */
export interface FoundKeyProps {
  /** E.g. `alias/shop-eu-central-1-shared`. */
  readonly alias: string;
}

/** A key that is there already, by its alias: most services take the key's own ARN only. */
export class FoundKey extends Construct {
  readonly resource: DataAwsKmsAlias;
  readonly keyArn: string;

  constructor(scope: Construct, id: string, { alias }: FoundKeyProps) {
    super(scope, id);
    this.resource = new DataAwsKmsAlias(this, 'Resource', { name: alias });
    this.keyArn = this.resource.targetKeyArn;
  }
}
