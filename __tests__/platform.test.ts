/**
 * What the team expects of its platform: the stacks of platform.config.ts, and the matchers of cdktf. They pass if any
 * resource of the type matches, so what must be the only one is counted as well.
 */
import path from 'node:path';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { Testing } from 'cdktf';
import 'cdktf/lib/testing/adapters/jest';
import { addDeliverySystem, loadPlatform } from 'fargate-delivery';

Testing.setupJest();

const platform = loadPlatform(path.join(__dirname, '../platform.config.ts'));

/** The Terraform JSON of every stack. */
const stacks = new Map<string, string>();
addDeliverySystem(Testing.app(), platform, {
  finish: (stack) => stacks.set(stack.node.id, Testing.synth(stack)),
});

/** The Terraform JSON of a stack; of one that there is not, nothing, in which no matcher finds a resource. */
function stackOf(id: string): string {
  return stacks.get(id) ?? '{}';
}

/** How many resources of a type a stack has. @param type e.g. `Lb.tfResourceType` */
function numberOf(type: string, stack: string): number {
  const { resource = {} } = JSON.parse(stack) as { readonly resource?: Readonly<Record<string, object>> };
  return Object.keys(resource[type] ?? {}).length;
}

describe.each(platform.environments)('the environment $name', ({ name }) => {
  const network = stackOf(`${name}-network`);

  it('has one load balancer, open to the internet', () => {
    expect(network).toHaveResourceWithProperties(Lb, { internal: false });
    expect(numberOf(Lb.tfResourceType, network)).toBe(1);
  });

  it('answers 404 to requests that did not come through the API', () => {
    expect(network).toHaveResourceWithProperties(LbListener, {
      default_action: [
        {
          type: 'fixed-response',
          fixed_response: { content_type: 'text/plain', message_body: 'Not Found', status_code: '404' },
        },
      ],
    });
  });
});

describe.each(platform.services)('the service $name', ({ name, deployments }) => {
  it('is released from a registry in which no image can be replaced', () => {
    expect(stackOf(`${name}-registry`)).toHaveResourceWithProperties(EcrRepository, {
      image_tag_mutability: 'IMMUTABLE',
    });
  });

  it.each(deployments)(
    'runs in $environment with the size and the number of tasks of the config',
    ({ environment, cpu, memory, tasks }) => {
      const stack = stackOf(`${environment}-${name}`);
      expect(stack).toHaveResourceWithProperties(EcsTaskDefinition, { cpu: String(cpu), memory: String(memory) });
      expect(stack).toHaveResourceWithProperties(AppautoscalingTarget, {
        min_capacity: tasks.min,
        max_capacity: tasks.max,
      });
    },
  );

  it.each(deployments)('returns to the release before if a new one does not start in $environment', (deployment) => {
    const stack = stackOf(`${deployment.environment}-${name}`);
    expect(numberOf(EcsService.tfResourceType, stack)).toBe(1);
    expect(stack).toHaveResourceWithProperties(EcsService, {
      deployment_circuit_breaker: { enable: true, rollback: true },
    });
  });
});
