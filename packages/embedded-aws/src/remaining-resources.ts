import { APIGatewayClient, GetRestApisCommand } from '@aws-sdk/client-api-gateway';
import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  ServiceNamespace,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CodeBuildClient, ListProjectsCommand } from '@aws-sdk/client-codebuild';
import { CodePipelineClient, ListPipelinesCommand, ListWebhooksCommand } from '@aws-sdk/client-codepipeline';
import { CognitoIdentityProviderClient, ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { DescribeClustersCommand, ECSClient, ListClustersCommand } from '@aws-sdk/client-ecs';
import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { networkResources } from './network-resources';
import type { AwsSettings } from './gateway/settings';

/** Names, ids or ARNs of one kind of resource; undefined ones are passed over. */
export type Listing = Promise<readonly (string | undefined)[]>;

/** How each kind of resource is listed. */
const kinds: Readonly<Record<string, (settings: AwsSettings) => Listing>> = {
  alarm: async (settings) =>
    (await new CloudWatchClient(settings).send(new DescribeAlarmsCommand({}))).MetricAlarms?.map(
      ({ AlarmName }) => AlarmName,
    ) ?? [],
  bucket: async (settings) =>
    (await new S3Client(settings).send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name) ?? [],
  'build project': async (settings) =>
    (await new CodeBuildClient(settings).send(new ListProjectsCommand({}))).projects ?? [],
  cluster: activeClusters,
  'image repository': async (settings) =>
    (await new ECRClient(settings).send(new DescribeRepositoriesCommand({}))).repositories?.map(
      ({ repositoryName }) => repositoryName,
    ) ?? [],
  'load balancer': async (settings) =>
    (await new ElasticLoadBalancingV2Client(settings).send(new DescribeLoadBalancersCommand({}))).LoadBalancers?.map(
      ({ LoadBalancerName }) => LoadBalancerName,
    ) ?? [],
  'log group': async (settings) =>
    (await new CloudWatchLogsClient(settings).send(new DescribeLogGroupsCommand({}))).logGroups?.map(
      ({ logGroupName }) => logGroupName,
    ) ?? [],
  parameter: async (settings) =>
    (await new SSMClient(settings).send(new DescribeParametersCommand({}))).Parameters?.map(({ Name }) => Name) ?? [],
  pipeline: async (settings) =>
    (await new CodePipelineClient(settings).send(new ListPipelinesCommand({}))).pipelines?.map(({ name }) => name) ??
    [],
  'REST API': async (settings) =>
    (await new APIGatewayClient(settings).send(new GetRestApisCommand({}))).items?.map(({ name }) => name) ?? [],
  role: async (settings) =>
    (await new IAMClient(settings).send(new ListRolesCommand({}))).Roles?.map(({ RoleName }) => RoleName) ?? [],
  'scalable target': scalableTargets,
  'target group': async (settings) =>
    (await new ElasticLoadBalancingV2Client(settings).send(new DescribeTargetGroupsCommand({}))).TargetGroups?.map(
      ({ TargetGroupName }) => TargetGroupName,
    ) ?? [],
  'user pool': async (settings) =>
    (
      await new CognitoIdentityProviderClient(settings).send(new ListUserPoolsCommand({ MaxResults: 60 }))
    ).UserPools?.map(({ Name }) => Name) ?? [],
  webhook: async (settings) =>
    (await new CodePipelineClient(settings).send(new ListWebhooksCommand({}))).webhooks?.map(
      ({ definition }) => definition?.name,
    ) ?? [],
  ...networkResources,
};

/**
 * Everything that exists in one account and region, as `<kind> <name>`, sorted. Compared with what a fresh account has,
 * it tells what a destroy has left. Revisions of task definitions do not count: AWS keeps them for ever, too.
 */
export async function existingResources(settings: AwsSettings): Promise<string[]> {
  const listed = await Promise.all(
    Object.entries(kinds).map(async ([kind, list]) =>
      (await list(settings)).filter((name) => name !== undefined).map((name) => `${kind} ${name}`),
    ),
  );
  return listed.flat().sort();
}

/** A deleted cluster is listed for some time, as inactive. */
async function activeClusters(settings: AwsSettings): Listing {
  const ecs = new ECSClient(settings);
  const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
  const { clusters = [] } = await ecs.send(new DescribeClustersCommand({ clusters: clusterArns }));
  return clusters.filter(({ status }) => status === 'ACTIVE').map(({ clusterName }) => clusterName);
}

async function scalableTargets(settings: AwsSettings): Listing {
  const client = new ApplicationAutoScalingClient(settings);
  const answer = await client.send(new DescribeScalableTargetsCommand({ ServiceNamespace: ServiceNamespace.ECS }));
  return answer.ScalableTargets?.map(({ ResourceId }) => ResourceId) ?? [];
}
