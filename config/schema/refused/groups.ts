import { HEALTH_CHECK_GRACE_PERIOD_SECONDS } from '../../../platform/health-checks';
import { rangeAsOptions } from '../from-other-tools';
import { notYet, refuse } from '../option';
import { apiUrl, DOMAIN, instead, ownVpc, type Refused } from './reasons';

/** Until when failed health checks do not count. */
export const gracePeriod = notYet(
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

const onlyCpu = notYet('services scale with the average CPU utilization alone');

/** What people expect of auto scaling. */
export const notInScaling: Refused = refuse(
  [
    'memory',
    'memoryTarget',
    'targetMemory',
    'memoryUtilization',
    'memoryPercentage',
    'requests',
    'requestCount',
    'responseTime',
    'schedule',
  ],
  onlyCpu,
);

/** What people expect where tasks are counted. Source: AWS Copilot, "Load Balanced Web Service" manifest: `count`. */
export const notInTasks: Refused = {
  ...refuse(['memoryPercentage', 'requests', 'responseTime', 'queueDelay'], onlyCpu),
  range: {
    found: 'a range, which is written as two options',
    fix: instead(rangeAsOptions, 'write min and max in place of it, as in min: 1, max: 10'),
  },
  spot: { found: 'a choice of capacity, but every task runs on Fargate, on demand', fix: 'leave it out' },
};

/** What people expect of the API. Source: AWS Copilot, "Load Balanced Web Service" manifest: `http`. */
export const notInApi: Refused = {
  ...refuse([...DOMAIN, 'redirectToHttps', 'sslPolicy'], apiUrl),
  ...refuse(
    ['stickiness', 'version', 'targetContainer', 'deregistrationDelay', 'allowedSourceIps', 'additionalRules'],
    {
      found: 'an option that is not available yet',
      fix: 'leave it out: each request goes to any task of the service by HTTP',
    },
  ),
};

/** What people expect of a network. Source: terraform-aws-modules/vpc, and AWS Copilot, environment manifest. */
export const notInNetwork: Refused = {
  ...refuse(['id', 'vpcId', 'subnets', 'privateSubnets', 'publicSubnets'], ownVpc),
  ...refuse(['enableNatGateway', 'singleNatGateway'], {
    found: 'an option of NAT gateways, of which there is a number',
    fix: (value) => `write natGateways: ${value === false ? 0 : 1} in place of it`,
  }),
  oneNatGatewayPerAz: {
    found: 'an option of NAT gateways, of which there is a number',
    fix: 'write natGateways in place of it, with the number of availabilityZones',
  },
};
