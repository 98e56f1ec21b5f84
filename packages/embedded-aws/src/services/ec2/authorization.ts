import { XMLParser } from 'fast-xml-parser';

import type { Call } from '../../gateway/authorization/call';
import { ask, askToPass, type Question } from '../../gateway/authorization/question';
import { asList, asObject, asText } from '../../gateway/json';
import type { RequestContext } from '../../iam/request';

/** Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2". */
export function ec2(call: Call): Question[] | Promise<Question[]> {
  return call.operation === 'CreateFlowLogs' ? ofFlowLogs(call) : ask(`ec2:${call.operation}`, ['*'], call.tags);
}

/**
 * The caller hands on the role that the log is written with (Amazon VPC User Guide, "IAM role for publishing flow logs to
 * CloudWatch Logs"), and tags need a permission of their own.
 */
async function ofFlowLogs(call: Call): Promise<Question[]> {
  const tags = tagsOf(call);
  const flowLogs = [call.arn('ec2', 'vpc-flow-log/*')];
  const context = { ...tags, 'ec2:CreateAction': call.operation };
  return [
    ...ask('ec2:CreateFlowLogs', flowLogs, tags),
    ...(await ofObserved(call)),
    ...(Object.keys(tags).length === 0 ? [] : ask('ec2:CreateTags', flowLogs, context)),
    ...askToPass([call.text('DeliverLogsPermissionArn')], 'vpc-flow-logs.amazonaws.com'),
  ];
}

/** ARN types of what a flow log is about (Amazon EC2 API Reference, "CreateFlowLogs", ResourceType). */
const TYPES: Readonly<Record<string, string>> = { VPC: 'vpc', Subnet: 'subnet', NetworkInterface: 'network-interface' };

/** What a flow log is about is judged by the tags that it has. */
async function ofObserved(call: Call): Promise<Question[]> {
  const type = TYPES[call.text('ResourceType')];
  const asked = call.texts('ResourceId').map(async (id) => {
    const resource = type === undefined ? '*' : call.arn('ec2', `${type}/${id}`);
    return ask('ec2:CreateFlowLogs', [resource], await resourceTags(call, id));
  });
  return (await Promise.all(asked)).flat();
}

async function resourceTags({ request, moto }: Call, id: string): Promise<RequestContext> {
  const filter = { 'Filter.1.Name': 'resource-id', 'Filter.1.Value.1': id };
  const form = new URLSearchParams({ Action: 'DescribeTags', Version: '2016-11-15', ...filter });
  const { body } = await moto({ ...request, operation: 'DescribeTags', body: Buffer.from(form.toString()) });
  const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'item' });
  const { tagSet } = asObject(asObject(parser.parse(body.toString()))['DescribeTagsResponse']);
  const pairs = asList(asObject(tagSet)['item']).map(asObject);
  return Object.fromEntries(pairs.map(({ key, value }) => [`aws:ResourceTag/${asText(key)}`, asText(value)]));
}

function tagsOf({ input }: Call): RequestContext {
  const pairs = asList(input['TagSpecification'])
    .flatMap((specification) => asList(asObject(specification)['Tag']))
    .map(asObject);
  if (pairs.length === 0) return {};
  return {
    ...Object.fromEntries(pairs.map(({ Key, Value }) => [`aws:RequestTag/${asText(Key)}`, asText(Value)])),
    'aws:TagKeys': pairs.map(({ Key }) => asText(Key)),
  };
}
