import { CodebuildProject } from '@cdktf/provider-aws/lib/codebuild-project';
import { Codepipeline } from '@cdktf/provider-aws/lib/codepipeline';
import type { Contract } from '../../stacks/contract';
import type { App } from 'cdktf';
import type { Environment, Platform, Service } from '../../config/types';
import { BaseStack } from '../../stacks/base-stack';
import { clusterContract, registryContract, serviceContract } from '../../stacks/contracts';
import { PipelineStack } from '../../stacks/pipeline/pipeline-stack';
import { stackIds } from '../../platform/stack-ids';
import { oncePer } from './once-per';
import { synthStacks, textOf, type SynthesizedApp } from './synth';
import { onlyResource, resourcesOf, type Arguments } from './terraform-json';
import { testPlatform, testService } from './test-platform';

/** A stack that promises a contract and has nothing else. */
class ProducerStack<C extends Contract> extends BaseStack {
  constructor(
    app: App,
    id: string,
    platform: Platform,
    readonly contract: C,
  ) {
    super(app, id, platform);
  }
}

const synthesizeOnce = oncePer((platform: Platform) =>
  synthStacks((app) => {
    const clusters = platform.environments.map((environment) => ({
      environment,
      cluster: new ProducerStack(app, stackIds.cluster(environment.name), platform, clusterContract),
    }));
    for (const service of platform.services) addPipeline(app, platform, service, clusters);
  }),
);

/** Synthesizes the pipelines of a platform's services, and what they read, without the resources of that. */
export function synthesizePipelines(changes: Partial<Platform> = {}): SynthesizedApp {
  return synthesizeOnce(testPlatform(changes));
}

function addPipeline(
  app: App,
  platform: Platform,
  service: Service,
  clusters: readonly { environment: Environment; cluster: ProducerStack<typeof clusterContract> }[],
): void {
  const registry = new ProducerStack(app, stackIds.registry(service.name), platform, registryContract);
  const targets = clusters.map(({ environment, cluster }) => {
    const id = stackIds.service(environment.name, service.name);
    return { environment, cluster, service: new ProducerStack(app, id, platform, serviceContract) };
  });
  new PipelineStack(app, platform, { service, environments: platform.environments }, { registry, targets });
}

/** The pipeline stack of the service `hello` of a changed platform. */
export function helloPipeline(changes: Partial<Platform> = {}): string {
  const environments = changes.environments ?? testPlatform().environments;
  const services = [
    testService(
      'hello',
      environments.map(({ name }) => name),
    ),
  ];
  return textOf(synthesizePipelines({ services, ...changes }), 'hello-pipeline');
}

/** The pipeline stack of the service `orders`, whose source differs from the defaults in everything. */
export function ordersPipeline(): string {
  const source = { repository: 'orders-service', branch: 'release', dockerfile: 'docker/Dockerfile', context: 'app' };
  const services = [{ ...testService('orders', ['dev', 'prod']), ...source }];
  return textOf(synthesizePipelines({ services }), 'orders-pipeline');
}

/** An action of a pipeline as Terraform gets it. */
export interface Action {
  readonly name: string;
  readonly configuration: Readonly<Record<string, string>>;
}

/** The stages of a stack's pipeline. */
export function stages(stack: string): { readonly name: string; readonly action: readonly Action[] }[] {
  return onlyResource(stack, Codepipeline).stage as { name: string; action: Action[] }[];
}

/** An action of a stack's pipeline by the names of its stage and of itself. */
export function action(stack: string, stage: string, name: string): Action {
  const actions = stages(stack).find((candidate) => candidate.name === stage)?.action;
  const found = actions?.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no action ${name} in ${stage}`);
  return found;
}

/** A CodeBuild project of a stack by its name. */
export function project(stack: string, name: string): Arguments {
  const found = resourcesOf(stack, CodebuildProject).find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no project ${name}`);
  return found;
}

/** The reference by which a stack reads an output of another. */
export function output(stackId: string, name: string): string {
  return `\${data.terraform_remote_state.${stackId}-state.outputs.${name}}`;
}
