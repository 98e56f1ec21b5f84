import { HEALTH_CHECK_GRACE_PERIOD_SECONDS } from '../../platform/health-checks';
import { notYet, refuse, type Refusal } from './option';

/**
 * What people know from other tools and expect here, by the names it has there, although the platform does not offer it:
 * each with the reason and with what to do instead. What is offered under another name is a synonym of that option.
 */
type Refused = Readonly<Record<string, Refusal>>;

const outside = (what: string): Refusal => ({
  found: `${what}, which the platform does not create`,
  fix: 'create it outside of the platform, where the tasks can reach it; give a service its address in variables and its credentials in secrets',
});

/** What services use but the platform does not create. */
export const notCreated: Refused = {
  ...refuse(['queue', 'sqs'], outside('a queue')),
  ...refuse(['topic', 'sns'], outside('a topic')),
  ...refuse(['database', 'db', 'rds', 'aurora', 'postgres', 'mysql', 'dynamodb', 'table'], outside('a database')),
  ...refuse(['redis', 'elasticache'], outside('a cache')),
  ...refuse(['bucket', 's3'], outside('a bucket')),
};

const ownVpc: Refusal = {
  found: 'an option for an existing network, but each environment creates its own VPC',
  fix: 'leave it out; network.cidr of an environment is the IPv4 block of its VPC',
};

/** What exists already, where each environment creates its own. */
export const notTaken: Refused = {
  ...refuse(['vpcId', 'subnet', 'subnetIds', 'securityGroup', 'securityGroupIds'], ownVpc),
  ...refuse(['cluster', 'clusterName', 'clusterArn'], {
    found: 'an option for an existing cluster, but each environment creates its own',
    fix: 'leave it out',
  }),
  ...refuse(['loadBalancer', 'alb', 'lb', 'listener', 'listenerArn', 'targetGroup', 'targetGroupArn'], {
    found: 'an option for a load balancer, but each environment creates one for all of its services',
    fix: 'leave it out; port, healthCheck and api.path of a service say what the load balancer does for it',
  }),
};

const apiUrl = notYet("services are reached at the API's own URL");

/** What is planned at the edge of an environment. */
export const notYetAtEdge: Refused = {
  ...refuse(
    ['domain', 'domainName', 'hostname', 'hostedZone', 'hostedZoneId', 'certificate', 'certificateArn', 'tls', 'https'],
    apiUrl,
  ),
  waf: notYet('requests are not filtered'),
};

const oneForAll = (option: string): Refusal => ({
  found: 'an option that is the same for the whole platform',
  fix: `remove it here; ${option} at the top of the config is that of every environment and service. For another ${option}, write a second platform, with a config file of its own`,
});

/** What the platform has once. */
export const onceInAll: Refused = {
  ...refuse(['account', 'accountId', 'awsAccount', 'awsAccountId'], oneForAll('account')),
  ...refuse(['region', 'awsRegion'], oneForAll('region')),
};

/** @param what stands under its name */
export const namedByKey = (what: 'environments' | 'services'): Refused => ({
  name: {
    found: `a name, but its name is the one under which it stands in ${what}`,
    fix: `remove it; rename it in ${what}`,
  },
});

const rolling = notYet('every deployment is a rolling update that is rolled back when it fails');
const onlyHttp = notYet('every service is a web service behind the API');
const inDockerfile: Refusal = {
  found: 'an option of the image, which the Dockerfile describes',
  fix: 'set it in the Dockerfile: ENTRYPOINT, CMD, WORKDIR',
};

const gracePeriod = notYet(
  `failed health checks count from ${HEALTH_CHECK_GRACE_PERIOD_SECONDS} seconds after the start of a task`,
);

/** What people expect of a health check. */
export const notInHealthCheck: Refused = {
  ...refuse(['gracePeriod', 'gracePeriodSeconds', 'startPeriod'], gracePeriod),
  ...refuse(['command', 'test'], {
    found: 'a command, but the load balancer checks services by HTTP',
    fix: 'remove it, and set path to one that answers with a success code when the service is well',
  }),
  ...refuse(['port', 'protocol'], {
    found: 'an option that is not available yet',
    fix: 'leave it out: the load balancer checks the port of the service by HTTP',
  }),
};

/** How services run on other platforms. */
const otherWays: Refused = {
  ...refuse(['strategy', 'deployment', 'blueGreen', 'canary', 'linear'], rolling),
  ...refuse(['schedule', 'cron', 'worker', 'type'], onlyHttp),
  ...refuse(['healthCheckGracePeriod', 'healthCheckGracePeriodSeconds'], gracePeriod),
  ...refuse(['launchType', 'spot', 'capacityProvider', 'capacityProviderStrategy'], {
    found: 'a choice of capacity, but every task runs on Fargate, on demand',
    fix: 'leave it out',
  }),
  ...refuse(['architecture', 'cpuArchitecture', 'runtimePlatform', 'platform'], {
    found: 'a choice of machine, but every task runs on Linux on x86-64',
    fix: 'leave it out',
  }),
};

/** What tasks have on other platforms. */
const otherParts: Refused = {
  ...refuse(['image', 'imageUri', 'imageTag', 'imageUrl', 'containerImage'], {
    found: 'an image, which the pipeline builds from the repository',
    fix: 'leave it out; repository, branch, dockerfile and context say what is built',
  }),
  ...refuse(['command', 'cmd', 'entrypoint', 'args', 'workingDirectory', 'workingDir', 'workdir'], inDockerfile),
  ...refuse(['container', 'containerDefinitions', 'sidecar', 'taskDefinition'], {
    found: 'a definition of containers, but every task has one, whose image is built from the repository',
    fix: 'leave it out; cpu, memory, port, variables and secrets describe the container',
  }),
  ...refuse(['volume', 'mountPoints', 'efs', 'storage'], {
    found: 'an option that is not available yet',
    fix: 'leave it out: files of a task are lost when it ends',
  }),
  ...refuse(
    ['role', 'taskRole', 'taskRoleArn', 'executionRole', 'executionRoleArn', 'policies', 'permissions', 'iam'],
    {
      found: 'an option that is not available yet',
      fix: 'leave it out: the platform makes the roles of each service; credentials for other services of AWS go into secrets',
    },
  ),
  ...refuse(['dependsOn', 'links'], {
    found: 'an order of services, but services start independently of each other',
    fix: 'leave it out',
  }),
};

/** What people expect of a service, and of what differs in an environment. */
export const notInService: Refused = {
  ...notCreated,
  ...notTaken,
  ...onceInAll,
  ...refuse(['domain', 'domainName', 'hostname', 'host', 'certificate', 'certificateArn'], apiUrl),
  ...namedByKey('services'),
  ...otherWays,
  ...otherParts,
};

/** What people expect of an environment. */
export const notInEnvironment: Refused = {
  ...notCreated,
  ...notTaken,
  ...onceInAll,
  ...otherWays,
  ...otherParts,
  ...notYetAtEdge,
  ...namedByKey('environments'),
  ...refuse(['alarmEmail', 'email', 'notifications'], {
    found: 'an option that is not available yet',
    fix: 'create an SNS topic outside of the platform, subscribe the address to it, and give its ARN in alarmTopicArns',
  }),
};

const credential: Refusal = {
  found: 'a credential, which no config may hold',
  fix: 'export TF_VAR_github_token where npm run deploy runs; if a token stood here, replace it, since it is in the history of this file',
};

/** What people expect at the top of a config. */
export const notAtTop: Refused = {
  ...notCreated,
  ...notTaken,
  ...otherWays,
  ...otherParts,
  ...notYetAtEdge,
  ...refuse(['githubToken', 'token', 'accessToken'], credential),
  ...refuse(['backend', 'stateBucket'], {
    found: 'a place for the states, which the platform makes itself',
    fix: 'leave it out: npm run bootstrap creates the bucket of the states',
  }),
  profile: { found: 'credentials of AWS, which no config may hold', fix: 'remove it, and set AWS_PROFILE' },
};

/** What people expect of auto scaling. */
export const notInScaling: Refused = refuse(
  ['memory', 'memoryTarget', 'targetMemory', 'requests', 'requestCount', 'schedule'],
  notYet('services scale with the average CPU utilization alone'),
);
