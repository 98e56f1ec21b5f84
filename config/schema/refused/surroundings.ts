import { fieldsOf, loadBalancerAsOptions } from '../from-other-tools';
import { notYet, refuse, type Refusal } from '../option';
import { apiUrl, called, DOMAIN, inFrontOfApi, instead, outside, ownVpc, type Refused } from './reasons';

/** What services use but the platform does not create. */
export const notCreated: Refused = {
  ...refuse(['queue', 'sqs'], outside('a queue', 'QUEUE_URL')),
  ...refuse(['topic', 'sns', 'publish'], outside('a topic', 'TOPIC_ARN')),
  ...refuse(
    ['database', 'db', 'rds', 'aurora', 'postgres', 'mysql', 'dynamodb', 'table'],
    outside('a database', 'DATABASE_HOST'),
  ),
  ...refuse(['redis', 'elasticache'], outside('a cache', 'CACHE_HOST')),
  ...refuse(['bucket', 's3'], outside('a bucket', 'BUCKET_NAME')),
};

/** What exists already, where each environment creates its own. */
export const notTaken: Refused = {
  ...refuse(['vpcId', 'subnet', 'subnetIds', 'privateSubnets', 'publicSubnets'], ownVpc),
  ...refuse(
    [
      'securityGroup',
      'securityGroupIds',
      'securityGroupRules',
      'securityGroupIngressRules',
      'securityGroupEgressRules',
      'allowedSourceIps',
    ],
    {
      found: 'rules for connections, but the load balancer answers only the API, and tasks only the load balancer',
      fix: 'leave it out; tasks may open connections to everywhere',
    },
  ),
  ...refuse(['cluster', 'clusterName', 'clusterArn'], {
    found: 'an option for an existing cluster, but each environment creates its own',
    fix: 'leave it out',
  }),
  ...refuse(
    [
      'loadBalancer',
      'loadBalancers',
      'alb',
      'lb',
      'listener',
      'listenerArn',
      'targetGroup',
      'targetGroupArn',
      'public',
    ],
    {
      found: 'an option for a load balancer, but each environment creates one for all of its services',
      fix: instead(
        loadBalancerAsOptions,
        'leave it out; port, healthCheck and api.path of a service say what the load balancer does for it',
        (value) => (fieldsOf(value)['domain'] === undefined ? undefined : inFrontOfApi(fieldsOf(value)['domain'])),
      ),
    },
  ),
};

/** What is planned at the edge of an environment. */
export const notYetAtEdge: Refused = {
  ...refuse([...DOMAIN, 'tls', 'https', 'cdn'], apiUrl),
  waf: notYet('requests are not filtered'),
};

const oneForAll = (option: string): Refusal => ({
  found: 'an option that is the same for the whole platform',
  fix: (value) =>
    `remove it here; ${option} at the top of the config is that of every environment and service. If that is not ` +
    `${called(value, `the ${option} meant here`)}, write a second platform, with a config file of its own (docs/several-platforms.md)`,
});

/** What the platform has once. */
export const onceInAll: Refused = {
  ...refuse(['account', 'accountId', 'awsAccount', 'awsAccountId'], oneForAll('account')),
  ...refuse(['region', 'awsRegion'], oneForAll('region')),
};

/** @param what stands under its name */
export const namedByKey = (what: 'environments' | 'services' | 'stacks'): Refused => ({
  name: {
    found: `a name, but its name is the one under which it stands in ${what}`,
    fix: `remove it; rename it in ${what}`,
  },
});
