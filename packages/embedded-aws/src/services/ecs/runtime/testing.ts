import { setTimeout as pause } from 'node:timers/promises';

import {
  type ContainerDefinition,
  CreateClusterCommand,
  CreateServiceCommand,
  type CreateServiceCommandInput,
  DeleteServiceCommand,
  type Deployment,
  DescribeServicesCommand,
  DescribeTasksCommand,
  DesiredStatus,
  ECSClient,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  type Service,
  type Task,
  UpdateServiceCommand,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';

import type { EmbeddedAwsFixture } from '../../../testing/embedded-aws';
import { createNetwork, type Network } from '../../elasticloadbalancing/handlers/testing';

/** Cluster of the services in tests. */
export const CLUSTER = 'stage';

/** Real milliseconds between two looks. */
const POLL_MS = 50;

/** A circuit breaker that rolls back. */
export const ROLLING_BACK = { deploymentCircuitBreaker: { enable: true, rollback: true } };

/** Services of one test file, in a cluster of their own. */
export class ServiceFixture {
  #network: Network | undefined;

  constructor(private readonly fixture: EmbeddedAwsFixture) {
    beforeAll(async () => {
      this.#network = await createNetwork(fixture);
      await this.ecs.send(new CreateClusterCommand({ clusterName: CLUSTER }));
    });
  }

  get ecs(): ECSClient {
    return this.fixture.client(ECSClient);
  }

  get network(): Network {
    if (this.#network === undefined) throw new Error('the network is there only inside tests and hooks');
    return this.#network;
  }

  /** Registers a revision of a task with one container, `app`, on port 80. @returns its ARN */
  async register(
    family: string,
    container: Partial<ContainerDefinition>,
    settings: Partial<RegisterTaskDefinitionCommandInput> = {},
  ): Promise<string> {
    const { taskDefinition } = await this.ecs.send(
      new RegisterTaskDefinitionCommand({
        family,
        requiresCompatibilities: ['FARGATE'],
        networkMode: 'awsvpc',
        cpu: '256',
        memory: '512',
        containerDefinitions: [{ name: 'app', portMappings: [{ containerPort: 80 }], ...container }],
        ...settings,
      }),
    );
    return taskDefinition?.taskDefinitionArn ?? '';
  }

  /** Makes a role that tasks assume, and that may do everything. @returns its ARN */
  async role(RoleName: string, statements: readonly object[] = [{ Action: '*', Resource: '*' }]): Promise<string> {
    const iam = this.fixture.client(IAMClient);
    const policy = (Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
    const trust = { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const create = new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy([trust]) });
    const { Role } = await iam.send(create);
    const PolicyDocument = policy(statements.map((statement) => ({ Effect: 'Allow', ...statement })));
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'task', PolicyDocument }));
    return Role?.Arn ?? '';
  }

  async create(
    serviceName: string,
    taskDefinition: string,
    settings: Partial<CreateServiceCommandInput> = {},
  ): Promise<Service | undefined> {
    const create = new CreateServiceCommand({
      cluster: CLUSTER,
      serviceName,
      taskDefinition,
      desiredCount: 2,
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration: { subnets: this.network.subnets } },
      ...settings,
    });
    return (await this.ecs.send(create)).service;
  }

  async update(service: string, changes: Partial<UpdateServiceCommandInput>): Promise<Service | undefined> {
    return (await this.ecs.send(new UpdateServiceCommand({ cluster: CLUSTER, service, ...changes }))).service;
  }

  async remove(service: string): Promise<Service | undefined> {
    return (await this.ecs.send(new DeleteServiceCommand({ cluster: CLUSTER, service, force: true }))).service;
  }

  async describe(service: string): Promise<Service> {
    const { services } = await this.ecs.send(new DescribeServicesCommand({ cluster: CLUSTER, services: [service] }));
    const [found] = services ?? [];
    if (found === undefined) throw new Error(`there is no service ${service}`);
    return found;
  }

  async tasks(serviceName: string, desiredStatus: DesiredStatus = 'RUNNING'): Promise<Task[]> {
    const list = new ListTasksCommand({ cluster: CLUSTER, serviceName, desiredStatus });
    const { taskArns = [] } = await this.ecs.send(list);
    if (taskArns.length === 0) return [];
    const { tasks = [] } = await this.ecs.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks: taskArns }));
    return tasks;
  }

  /** Resolves when a service is as it should be; the test's own time limit ends it. */
  async until(service: string, holds: (service: Service) => boolean): Promise<Service> {
    for (;;) {
      const found = await this.describe(service);
      if (holds(found)) return found;
      await pause(POLL_MS);
    }
  }

  /** Resolves when the only deployment of a service is completed. */
  async untilCompleted(service: string): Promise<Service> {
    return this.until(service, ({ deployments: [only, other] = [] }) => other === undefined && isCompleted(only));
  }
}

/** The messages of a service's events, oldest first. */
export function messagesOf({ events = [] }: Service): string[] {
  return events.map(({ message = '' }) => message).reverse();
}

function isCompleted(deployment: Deployment | undefined): boolean {
  return deployment?.rolloutState === 'COMPLETED';
}
