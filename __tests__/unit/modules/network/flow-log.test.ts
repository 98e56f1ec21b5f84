import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { FlowLog as AwsFlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Testing } from 'cdktf';
import { FlowLog, type FlowLogProps } from '../../../../modules/network/flow-log';
import { countResources, onlyResource, policyStatements, referenceTo } from '../../../helpers/terraform-json';

function flowLog(changes: Partial<FlowLogProps> = {}): string {
  return Testing.synthScope((scope) => {
    new FlowLog(scope, 'flow-log', {
      vpcId: 'vpc-0a',
      connections: 'rejected',
      logGroupName: '/shop/dev/network/flows',
      logRetentionDays: 14,
      roleName: 'shop-dev-flow-log',
      account: '123456789012',
      region: 'eu-central-1',
      ...changes,
    });
  });
}

describe('FlowLog', () => {
  const synth = flowLog();

  it('logs the connections of the VPC into a log group of its own, with a role of its own', () => {
    expect(countResources(synth)).toEqual({
      aws_cloudwatch_log_group: 1,
      aws_flow_log: 1,
      aws_iam_role: 1,
      aws_iam_role_policy: 1,
    });
    expect(synth).toHaveResourceWithProperties(AwsFlowLog, {
      vpc_id: 'vpc-0a',
      traffic_type: 'REJECT',
      log_destination_type: 'cloud-watch-logs',
      log_destination: referenceTo(synth, CloudwatchLogGroup, 'arn'),
      iam_role_arn: referenceTo(synth, IamRole, 'arn'),
    });
    expect(onlyResource(synth, CloudwatchLogGroup)).toEqual({ name: '/shop/dev/network/flows', retention_in_days: 14 });
  });

  it('logs all of them if asked', () => {
    expect(flowLog({ connections: 'all' })).toHaveResourceWithProperties(AwsFlowLog, { traffic_type: 'ALL' });
  });

  it('is encrypted with the key that it is given', () => {
    expect(flowLog({ keyArn: 'arn:key' })).toHaveResourceWithProperties(CloudwatchLogGroup, {
      kms_key_id: 'arn:key',
    });
  });

  it('has a role that flow logs of this account assume, and that writes nothing but the log', () => {
    const [trust] = policyStatements(onlyResource(synth, IamRole).assume_role_policy);
    expect(trust).toMatchObject({
      Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': '123456789012' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:eu-central-1:123456789012:vpc-flow-log/*' },
      },
    });
    expect(policyStatements(onlyResource(synth, IamRolePolicy).policy)).toEqual([
      {
        Sid: 'WriteFlowLog',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        Resource: 'arn:aws:logs:eu-central-1:123456789012:log-group:/shop/dev/network/flows:*',
      },
    ]);
  });
});
