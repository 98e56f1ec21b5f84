import {
  CreateClusterCommand,
  type CreateServiceCommandInput,
  type ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { CreateSubnetCommand, CreateVpcCommand, type EC2Client } from '@aws-sdk/client-ec2';

/** Makes a cluster that offers Fargate. */
export async function createCluster(ecs: ECSClient, clusterName: string): Promise<void> {
  await ecs.send(new CreateClusterCommand({ clusterName, capacityProviders: ['FARGATE', 'FARGATE_SPOT'] }));
}

/** Registers a revision of a task that runs one container, `app`, on port 80. @returns its ARN */
export async function registerTask(ecs: ECSClient, family: string): Promise<string> {
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      containerDefinitions: [{ name: 'app', image: 'app:1', portMappings: [{ containerPort: 80 }] }],
    }),
  );
  return taskDefinition?.taskDefinitionArn ?? '';
}

/** Makes a network with one subnet. @returns ids of both */
export async function createNetwork(ec2: EC2Client): Promise<{ vpc: string; subnet: string }> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const vpc = Vpc?.VpcId ?? '';
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: vpc, CidrBlock: '10.0.0.0/24' }));
  return { vpc, subnet: Subnet?.SubnetId ?? '' };
}

/** A service of two Fargate tasks. */
export function fargateService(
  serviceName: string,
  { cluster, subnet, task }: { cluster: string; subnet: string; task: string },
): CreateServiceCommandInput & { serviceName: string } {
  return {
    cluster,
    serviceName,
    taskDefinition: task,
    desiredCount: 2,
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: [subnet] } },
  };
}
