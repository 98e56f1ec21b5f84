import { AwsError } from '../../../gateway/aws-error';
import { callOperation, succeeded, withInput, withOutput } from '../../../gateway/calls';
import type { Handler, Next } from '../../../gateway/handler';
import { asList, asObject, asText, type JsonObject, jsonOf } from '../../../gateway/json';
import { jsonHandler } from '../../../gateway/json-handler';
import { notImplemented } from '../../../gateway/refusal';
import type { AwsRequest } from '../../../gateway/request';
import { Table } from '../../../gateway/table';
import { checkKey } from './key-check';

/** The ARNs of keys, by the log groups that are encrypted with them; moto can neither change nor remove them. */
const keys = new Table<string>('KMS key of AWS::Logs::LogGroup');

/** Keeps the key of a new log group. */
export const createdGroups: Handler = {
  service: 'logs',
  operations: ['CreateLogGroup'],
  handle: async (request, next, context) => {
    const { kmsKeyId, ...input } = jsonOf(request);
    const [key, group] = [asText(kmsKeyId), asText(input['logGroupName'])];
    if (key === '') return next(request);
    await checkKey(key, group, request, context);
    const answer = await next(withInput(request, input));
    if (succeeded(answer)) keys.in(context.memory, request).set(group, key);
    return answer;
  },
};

/** Forgets the key of a log group that is deleted. */
export const deletedGroups: Handler = {
  service: 'logs',
  operations: ['DeleteLogGroup'],
  handle: async (request, next, { memory }) => {
    const answer = await next(request);
    if (succeeded(answer)) keys.in(memory, request).delete(asText(jsonOf(request)['logGroupName']));
    return answer;
  },
};

/** Shows the keys of log groups. */
export const describedGroups: Handler = {
  service: 'logs',
  operations: ['DescribeLogGroups'],
  handle: async (request, next, { memory }) => {
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const { logGroups, ...output } = jsonOf(answer);
    const kept = keys.in(memory, request);
    const shown = asList(logGroups).map((item) => {
      const group = asObject(item);
      const kmsKeyId = kept.get(asText(group['logGroupName']));
      return { ...group, ...(kmsKeyId !== undefined && { kmsKeyId }) };
    });
    return withOutput(answer, { ...output, logGroups: shown });
  },
};

/** Amazon CloudWatch Logs API Reference, "AssociateKmsKey" and "DisassociateKmsKey". */
export const associations = jsonHandler('logs', {
  AssociateKmsKey: async (input, request, context) => {
    const group = await groupOf(input, request, context.moto);
    const key = asText(input['kmsKeyId']);
    await checkKey(key, group, request, context);
    keys.in(context.memory, request).set(group, key);
    return {};
  },
  DisassociateKmsKey: async (input, request, { moto, memory }) => {
    keys.in(memory, request).delete(await groupOf(input, request, moto));
    return {};
  },
});

/** The log group that a call names, either by its name or by its ARN. */
async function groupOf(
  { logGroupName, resourceIdentifier }: JsonObject,
  request: AwsRequest,
  moto: Next,
): Promise<string> {
  if ((logGroupName === undefined) === (resourceIdentifier === undefined)) {
    const message = 'Either logGroupName or resourceIdentifier must be given, and not both';
    throw new AwsError('InvalidParameterException', message);
  }
  if (asText(resourceIdentifier).endsWith(':query-result:*')) {
    throw notImplemented(`logs ${request.operation} for query results`);
  }
  const group =
    asText(logGroupName) ||
    asText(resourceIdentifier)
      .replace(/^.*:log-group:/, '')
      .replace(/:\*$/, '');
  const found = await callOperation(request, moto, 'DescribeLogGroups', { logGroupNamePrefix: group });
  if (asList(found?.['logGroups']).some((each) => asObject(each)['logGroupName'] === group)) return group;
  throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
}
