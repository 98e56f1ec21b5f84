import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DataAwsCloudwatchLogGroups } from '@cdktf/provider-aws/lib/data-aws-cloudwatch-log-groups';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { insightsLogGroup } from '../../platform/log-groups';

/** Properties of an `InsightsLog`. */
export interface InsightsLogProps {
  /** Physical name of the ECS cluster. */
  readonly clusterName: string;
  /** Days that what Container Insights measured is kept as log events. The metrics themselves are kept by CloudWatch. */
  readonly retentionDays: number;
  /** ARN of the KMS key that they are encrypted with. @default - a key of AWS */
  readonly keyArn?: string | undefined;
}

/**
 * The log group of a cluster's Container Insights, whose name AWS prescribes. AWS makes it by itself, without an end of
 * its events, as soon as something runs in the cluster: where it is there already, Terraform takes it over with its
 * events instead of making it.
 * Source: Terraform language, "import block", `for_each`.
 */
export class InsightsLog extends Construct {
  /** To be made before the cluster: AWS would make it otherwise. */
  readonly resource: CloudwatchLogGroup;
  /** The log group that AWS has made, if it has. */
  readonly existing: DataAwsCloudwatchLogGroups;

  constructor(scope: Construct, id: string, { clusterName, retentionDays, keyArn }: InsightsLogProps) {
    super(scope, id);
    const name = insightsLogGroup(clusterName);
    this.resource = new CloudwatchLogGroup(this, 'Resource', {
      name,
      retentionInDays: retentionDays,
      ...(keyArn !== undefined && { kmsKeyId: keyArn }),
    });
    this.existing = new DataAwsCloudwatchLogGroups(this, 'existing', { logGroupNamePrefix: name });
    this.takeOver(name);
  }

  // A block of CDKTF's own imports always, and fails where there is nothing to import.
  private takeOver(name: string): void {
    const names = `data.${this.existing.terraformResourceType}.${this.existing.friendlyUniqueId}.log_group_names`;
    TerraformStack.of(this).addOverride('import', [
      {
        for_each: `\${setintersection(${names}, ["${name}"])}`,
        to: `${this.resource.terraformResourceType}.${this.resource.friendlyUniqueId}`,
        id: name,
      },
    ]);
  }
}
