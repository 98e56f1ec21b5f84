import { containersAsOptions, fieldsOf, imageAsOptions } from '../from-other-tools';
import { notYet, refuse, type Refusal } from '../option';
import { gracePeriod } from './groups';
import { instead, type Refused } from './reasons';

const rolling = notYet('every deployment is a rolling update that is rolled back when it fails');
const onlyHttp = notYet('every service is a web service behind the API');
const inDockerfile: Refusal = {
  found: 'an option of the image, which the Dockerfile describes',
  fix: 'take it out here, and set it in the Dockerfile: ENTRYPOINT, CMD, WORKDIR',
};

/** How services run on other platforms. */
export const otherWays: Refused = {
  ...refuse(
    [
      'strategy',
      'deployment',
      'deploymentController',
      'deploymentCircuitBreaker',
      'deploymentMinimumHealthyPercent',
      'deploymentMaximumPercent',
      'blueGreen',
      'canary',
      'linear',
    ],
    rolling,
  ),
  ...refuse(['schedule', 'cron', 'worker', 'type'], onlyHttp),
  ...refuse(['healthCheckGracePeriod', 'healthCheckGracePeriodSeconds'], gracePeriod),
  ...refuse(
    [
      'launchType',
      'requiresCompatibilities',
      'networkMode',
      'spot',
      'capacity',
      'capacityProvider',
      'capacityProviderStrategy',
    ],
    {
      found: 'a choice of capacity, but every task runs on Fargate, on demand',
      fix: 'leave it out',
    },
  ),
  assignPublicIp: {
    found: 'an option of the network, which every service of an environment has in common',
    fix: 'leave it out; network.natGateways of an environment: 0 gives its tasks public addresses, 1 or more does not',
  },
  ...refuse(['architecture', 'cpuArchitecture', 'runtimePlatform', 'platform'], {
    found: 'a choice of machine, but every task runs on Linux on x86-64',
    fix: 'leave it out',
  }),
};

const BUILT = 'leave it out; repository, branch, dockerfile and context say what is built';

function image(fix: Refusal['fix']): Refused {
  return refuse(['image', 'imageUri', 'imageTag', 'imageUrl', 'containerImage'], {
    found: 'an image, which the pipeline builds from the repository',
    fix,
  });
}

/** An image is built once, so what an environment overrides says nothing of it. */
export const imageOfOverride: Refused = image(BUILT);

/** What tasks have on other platforms. */
export const otherParts: Refused = {
  ...image(instead(imageAsOptions, BUILT)),
  ...refuse(['command', 'cmd', 'entrypoint', 'args', 'workingDirectory', 'workingDir', 'workdir'], inDockerfile),
  ...refuse(['container', 'containerDefinitions', 'sidecar', 'taskDefinition'], {
    found: 'a definition of containers, but every task has one, whose image is built from the repository',
    fix: instead(
      containersAsOptions,
      'leave it out; cpu, memory, port, variables and secrets describe the container',
      () => 'cpu, memory, variables and secrets describe the rest of the container',
    ),
  }),
  ...refuse(['volume', 'mountPoints', 'efs', 'storage'], {
    found: 'an option that is not available yet',
    fix: 'leave it out: files of a task are lost when it ends',
  }),
  ...refuse(
    [
      'role',
      'taskRole',
      'taskRoleArn',
      'tasksIamRoleStatements',
      'tasksIamRolePolicies',
      'executionRole',
      'executionRoleArn',
      'policies',
      'permissions',
      'iam',
    ],
    {
      found: 'an option that is not available yet',
      fix: 'leave it out: the platform makes the roles of each service; credentials for other services of AWS go into secrets',
    },
  ),
  ...refuse(['dependsOn', 'links'], {
    found: 'what the service uses, but services start independently, and know of others what they are told',
    fix: 'leave it out; the address of what it uses goes into variables, and credentials go into secrets',
  }),
};

/** Options of the network of an environment, by which a network of an environment is told from one of a service. */
const NETWORK_OPTIONS = ['cidr', 'availabilityZones', 'natGateways'];

/** Source: AWS Copilot, "Load Balanced Web Service" manifest: `network` of a service. */
export const networkOfService: Refusal = {
  found: 'a network, which every service of an environment has in common',
  fix: (value) =>
    Object.keys(fieldsOf(value)).every((name) => NETWORK_OPTIONS.includes(name))
      ? 'move it to environments.<name>.network'
      : 'leave it out; network of an environment says what its tasks run in, and services call each other through the API',
};
