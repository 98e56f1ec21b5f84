import { createHash } from 'node:crypto';
import type { Deployment, Environment, Platform, Service } from '../../config/types';

/** An environment named `dev` with every default, changed as asked. */
export function testEnvironment(changes: Partial<Environment> = {}): Environment {
  return {
    name: 'dev',
    network: { cidr: '10.0.0.0/16', availabilityZones: 2, natGateways: 1 },
    edge: 'public',
    approval: false,
    protect: false,
    users: { callbackUrls: ['http://localhost:3000/callback'], logoutUrls: ['http://localhost:3000/'] },
    alarmTopicArns: [],
    ...changes,
  };
}

/** A deployment of the service `hello` to `dev` with every default, changed as asked. */
export function testDeployment(changes: Partial<Deployment> = {}): Deployment {
  return {
    environment: 'dev',
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
    api: testApi('hello'),
    ...changes,
  };
}

/** API settings of a path, with a listener priority of its own. */
export function testApi(path: string, auth: 'cognito' | 'none' = 'cognito'): Deployment['api'] {
  const digest = createHash('sha256').update(path).digest();
  return { path, auth, listenerPriority: (digest.readUInt32BE(0) % 50_000) + 1 };
}

/** A service with every default in the environments named, changed as asked. */
export function testService(name: string, environments: readonly string[], changes: Partial<Deployment> = {}): Service {
  return {
    name,
    repository: name,
    branch: 'main',
    dockerfile: 'Dockerfile',
    context: '.',
    deployments: environments.map((environment) => testDeployment({ environment, api: testApi(name), ...changes })),
  };
}

/** The platform `shop`: environments `dev` and `prod` (approval, protect), services `hello` and `orders`. */
export function testPlatform(changes: Partial<Platform> = {}): Platform {
  const environments = [testEnvironment(), testEnvironment({ name: 'prod', approval: true, protect: true })];
  const names = environments.map(({ name }) => name);
  return {
    name: 'shop',
    account: '123456789012',
    region: 'eu-central-1',
    github: { owner: 'example-org' },
    tags: {},
    environments,
    services: [testService('hello', names), testService('orders', names, { port: 8080 })],
    ...changes,
  };
}
