import { deepFreeze } from './freeze';
import type { ApiSettings, ContinuousIntegration, Deployment, Environment, ServiceSource } from './types';

/** What holds in an environment where the config says nothing. */
export const defaultEnvironment: Omit<Environment, 'name'> = deepFreeze({
  network: { cidr: '10.0.0.0/16', availabilityZones: 2, natGateways: 1 },
  edge: 'public',
  approval: false,
  protect: false,
  users: {
    callbackUrls: ['http://localhost:3000/callback'],
    logoutUrls: ['http://localhost:3000/'],
  },
  alarmTopicArns: [],
});

/** How GitHub Actions deploy the platform, where the config says nothing but the repository. */
export const defaultContinuousIntegration: Omit<ContinuousIntegration, 'repository'> = deepFreeze({
  branch: 'main',
  oidcProvider: 'create',
});

/** Where a service's image comes from, where the config says nothing. */
export const defaultSource: Omit<ServiceSource, 'repository'> = deepFreeze({
  branch: 'main',
  dockerfile: 'Dockerfile',
  context: '.',
});

/**
 * How a service runs where the config says nothing: the settings of the reference walkthrough "Continuous Delivery with
 * AWS CodePipeline and ECS Fargate". `desired` and `max` also follow the other task counts: see `merge.ts`.
 */
export const defaultRuntime: Omit<Deployment, 'environment' | 'api'> = deepFreeze({
  cpu: 512,
  memory: 1024,
  port: 80,
  healthCheck: {
    path: '/',
    interval: 30,
    timeout: 5,
    healthyThreshold: 5,
    unhealthyThreshold: 2,
    successCodes: '200',
  },
  tasks: { min: 1, desired: 1, max: 4 },
  scaling: { cpu: 60, scaleOutCooldown: 60, scaleInCooldown: 300, disableScaleIn: false },
  variables: {},
  secrets: {},
  logRetentionDays: 30,
});

/** Who may call a service where the config says nothing. */
export const defaultAuth: ApiSettings['auth'] = 'cognito';
