import {
  ApplicationAutoScalingClient,
  DeleteScalingPolicyCommand,
  DescribeScalingPoliciesCommand,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';

import { useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

const TARGET = {
  ServiceNamespace: 'dynamodb',
  ResourceId: 'table/orders',
  ScalableDimension: 'dynamodb:table:ReadCapacityUnits',
} as const;

let scaling: ApplicationAutoScalingClient;

beforeAll(async () => {
  scaling = fixture.client(ApplicationAutoScalingClient);
  await scaling.send(new RegisterScalableTargetCommand({ ...TARGET, MinCapacity: 1, MaxCapacity: 4 }));
});

async function track(policy: string, target: number): Promise<string[]> {
  const { Alarms = [] } = await scaling.send(
    new PutScalingPolicyCommand({
      ...TARGET,
      PolicyName: policy,
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: target,
        PredefinedMetricSpecification: { PredefinedMetricType: 'DynamoDBReadCapacityUtilization' },
      },
    }),
  );
  return Alarms.map(({ AlarmName }) => AlarmName ?? '').sort();
}

async function alarms(): Promise<(string | undefined)[]> {
  const { MetricAlarms = [] } = await fixture.client(CloudWatchClient).send(new DescribeAlarmsCommand({}));
  return MetricAlarms.map(({ AlarmName }) => AlarmName).sort();
}

test('a policy that is changed has new alarms and leaves none behind', async () => {
  await fixture.client(CloudWatchClient).send(
    new PutMetricAlarmCommand({
      AlarmName: 'unhealthy-hosts',
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 1,
      MetricName: 'UnHealthyHostCount',
      Namespace: 'AWS/ApplicationELB',
      Period: 60,
      Statistic: 'Maximum',
      Threshold: 0,
    }),
  );
  const other = await track('other', 50);
  const first = await track('changed', 60);
  expect(first.length).toBeGreaterThan(0);
  const second = await track('changed', 70);
  expect(second).not.toEqual(first);
  expect(await alarms()).toEqual([...other, ...second, 'unhealthy-hosts'].sort());

  const { ScalingPolicies } = await scaling.send(new DescribeScalingPoliciesCommand(TARGET));
  const values = ScalingPolicies?.map((policy) => policy.TargetTrackingScalingPolicyConfiguration?.TargetValue);
  expect(values).toEqual([50, 70]);
  await scaling.send(new DeleteScalingPolicyCommand({ ...TARGET, PolicyName: 'changed' }));
  expect(await alarms()).toEqual([...other, 'unhealthy-hosts'].sort());
});
