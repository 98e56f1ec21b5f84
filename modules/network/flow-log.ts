import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { FlowLog as AwsFlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { Construct } from 'constructs';
import { regionalArn } from '../../platform/arns';
import { servicePrincipal } from '../../platform/partitions';
import { ServiceRole } from '../iam/service-role';

/** Properties of a `FlowLog`. */
export interface FlowLogProps {
  readonly vpcId: string;
  /** Which connections are logged. */
  readonly connections: 'rejected' | 'all';
  /** Physical name, at most 512 characters. */
  readonly logGroupName: string;
  /** Days that the log is kept. */
  readonly logRetentionDays: number;
  /** ARN of the KMS key that the log is encrypted with. @default - a key of AWS */
  readonly keyArn?: string | undefined;
  /** Physical name, at most 64 characters. */
  readonly roleName: string;
  /** AWS account id, 12 digits. */
  readonly account: string;
  /** AWS region of the VPC. */
  readonly region: string;
}

/** Which connections each choice logs. Source: Amazon EC2 API Reference, CreateFlowLogs, `TrafficType`. */
const TRAFFIC_TYPES = { rejected: 'REJECT', all: 'ALL' } as const;

/** Logs the connections of a VPC: who talked to whom, on which port, and how much; not what they said. */
export class FlowLog extends Construct {
  readonly resource: AwsFlowLog;
  readonly logGroup: CloudwatchLogGroup;
  readonly role: ServiceRole;

  constructor(scope: Construct, id: string, props: FlowLogProps) {
    super(scope, id);
    this.logGroup = this.createLogGroup(props);
    this.role = this.createRole(props);
    this.resource = new AwsFlowLog(this, 'Resource', {
      vpcId: props.vpcId,
      trafficType: TRAFFIC_TYPES[props.connections],
      logDestinationType: 'cloud-watch-logs',
      logDestination: this.logGroup.arn,
      iamRoleArn: this.role.roleArn,
      ...(this.role.policy !== undefined && { dependsOn: [this.role.policy] }),
    });
  }

  private createLogGroup({ logGroupName, logRetentionDays, keyArn }: FlowLogProps): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, 'log-group', {
      name: logGroupName,
      retentionInDays: logRetentionDays,
      ...(keyArn !== undefined && { kmsKeyId: keyArn }),
    });
  }

  // Source: Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs", with less: the log group is
  // there already.
  private createRole({ roleName, logGroupName, ...place }: FlowLogProps): ServiceRole {
    return new ServiceRole(this, 'role', {
      roleName,
      description: 'Writes the flow log of the VPC.',
      servicePrincipal: servicePrincipal('vpc-flow-logs'),
      trustConditions: {
        StringEquals: { 'aws:SourceAccount': place.account },
        ArnLike: { 'aws:SourceArn': regionalArn(place, 'ec2', 'vpc-flow-log/*') },
      },
      statements: [
        {
          sid: 'WriteFlowLog',
          actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          resources: [regionalArn(place, 'logs', `log-group:${logGroupName}:*`)],
        },
      ],
    });
  }
}
