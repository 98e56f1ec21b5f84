import type { Call } from '../../gateway/authorization/call';
import { ask, type Question } from '../../gateway/authorization/question';

/** Parameters that name what operations are about; the first that is there counts. */
const ARNS = ['RuleArn', 'ListenerArn', 'TargetGroupArn', 'LoadBalancerArn', 'TrustStoreArn', 'ResourceArn'];

/** What an operation creates: its type in the ARN. The end of the ARN is not known yet. */
const CREATED: Readonly<Record<string, (call: Call) => string>> = {
  CreateLoadBalancer: (call) => `loadbalancer/${KINDS[call.text('Type')] ?? 'app'}/${call.text('Name')}/*`,
  CreateTargetGroup: (call) => `targetgroup/${call.text('Name')}/*`,
  CreateTrustStore: (call) => `truststore/${call.text('Name')}/*`,
};

const KINDS: Readonly<Record<string, string>> = { application: 'app', network: 'net', gateway: 'gwy' };

/** Service Authorization Reference, "Actions, resources, and condition keys for AWS Elastic Load Balancing V2". */
export function elasticloadbalancing(call: Call): Question[] {
  const resources = resourcesOf(call);
  const tagsOnCreation = call.operation.startsWith('Create') && call.hasTags;
  const context = { 'elasticloadbalancing:CreateAction': call.operation, ...call.tags };
  return [
    ...ask(`elasticloadbalancing:${call.operation}`, resources, call.tags),
    ...(tagsOnCreation ? ask('elasticloadbalancing:AddTags', resources, context) : []),
  ];
}

/** Descriptions are of everything; tags may be those of several resources. */
function resourcesOf(call: Call): string[] {
  if (call.operation.startsWith('Describe')) return ['*'];
  const created = CREATED[call.operation];
  if (created !== undefined) return [call.arn('elasticloadbalancing', created(call))];
  const tagged = call.texts('ResourceArns');
  if (tagged.length > 0) return tagged;
  return [ARNS.map((name) => call.text(name)).find((arn) => arn !== '') ?? '*'];
}
