/**
 * How a team holds its own platform to what it expects of it: the stacks of platform.config.ts, and cdktf's matchers.
 * `toHaveResourceWithProperties` passes if any resource matches, so what must be the only one is counted as well.
 */
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { loadPlatform } from '../../config/load';
import { addDeliverySystem } from '../../stacks/delivery-system';
import { synthesize, textOf } from '../helpers/synth';
import { resourcesOf } from '../helpers/terraform-json';

const platform = loadPlatform('platform.config.ts');
const app = synthesize((app) => {
  addDeliverySystem(app, platform);
});

describe('the platform of this repository', () => {
  it.each(platform.environments.map(({ name }) => name))(
    'has one load balancer in %s, open to the internet',
    (name) => {
      const json = textOf(app, `${name}-network`);
      expect(json).toHaveResourceWithProperties(Lb, { internal: false });
      expect(resourcesOf(json, Lb)).toHaveLength(1);
    },
  );

  it.each(
    platform.services.flatMap((service) => service.deployments.map((deployment) => ({ service, ...deployment }))),
  )('runs $service.name in $environment with the size and the number of tasks of the config', (deployment) => {
    const { service, environment, cpu, memory, tasks } = deployment;
    const json = textOf(app, `${environment}-${service.name}`);
    expect(json).toHaveResource(EcsService);
    expect(json).toHaveResourceWithProperties(EcsTaskDefinition, { cpu: String(cpu), memory: String(memory) });
    expect(json).toHaveResourceWithProperties(AppautoscalingTarget, {
      min_capacity: tasks.min,
      max_capacity: tasks.max,
    });
  });

  it('does not run what the config does not say', () => {
    const [service] = platform.services;
    const [deployment] = service?.deployments ?? [];
    if (service === undefined || deployment === undefined) throw new Error('the platform runs nothing');
    const json = textOf(app, `${deployment.environment}-${service.name}`);
    expect(json).not.toHaveResourceWithProperties(EcsTaskDefinition, { cpu: String(deployment.cpu * 2) });
  });
});
