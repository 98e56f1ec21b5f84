import { callOperation, succeeded, withInput, withOutput } from '../../../gateway/calls';
import type { Handler, Next } from '../../../gateway/handler';
import { asList, asObject, asText, type JsonObject, jsonOf } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';
import { Table } from '../../../gateway/table';
import { changed, defaultsOf, showService } from './service-shape';

/** What moto forgets of services, by ARN. */
const serviceSettings = new Table<JsonObject>('settings of AWS::ECS::Service');

/** Keeps every setting that a service is created or updated with, and shows what ECS takes for granted. */
export const keptServices: Handler = {
  service: 'ecs',
  operations: ['CreateService', 'UpdateService'],
  handle: async (request, next, { memory, moto }) => {
    const input = jsonOf(request);
    const settings = serviceSettings.in(memory, request);
    const isCreation = request.operation === 'CreateService';
    const answer = await next(withInput(request, await inputForMoto(request, moto, input)));
    if (!succeeded(answer)) return answer;
    const service = asObject(jsonOf(answer)['service']);
    const arn = asText(service['serviceArn']);
    const before = isCreation ? defaultsOf(input, await defaultStrategyOf(request, moto, input)) : settings.get(arn);
    settings.set(arn, changed({ ...before }, input));
    return withOutput(answer, { service: showService(service, settings.get(arn)) });
  },
};

/** Shows services as they were created or updated. */
export const shownServices: Handler = {
  service: 'ecs',
  operations: ['DescribeServices', 'DeleteService'],
  handle: async (request, next, { memory }) => {
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const settings = serviceSettings.in(memory, request);
    const show = (service: unknown): JsonObject =>
      showService(asObject(service), settings.get(asText(asObject(service)['serviceArn'])));
    const { service, services, ...output } = jsonOf(answer);
    return withOutput(answer, {
      ...output,
      ...(service !== undefined && { service: show(service) }),
      ...(services !== undefined && { services: asList(services).map(show) }),
    });
  },
};

/** moto needs security groups, a launch type of its own choice, and the ARN of a task definition. */
async function inputForMoto(request: AwsRequest, moto: Next, input: JsonObject): Promise<JsonObject> {
  const { networkConfiguration, capacityProviderStrategy, taskDefinition } = input;
  const vpc = asObject(asObject(networkConfiguration)['awsvpcConfiguration']);
  const isFargate = asList(capacityProviderStrategy).some((item) =>
    asText(asObject(item)['capacityProvider']).startsWith('FARGATE'),
  );
  const found =
    taskDefinition === undefined
      ? undefined
      : await callOperation(request, moto, 'DescribeTaskDefinition', { taskDefinition });
  return {
    ...input,
    ...(isFargate && { launchType: 'FARGATE' }),
    ...(found && { taskDefinition: asObject(found['taskDefinition'])['taskDefinitionArn'] }),
    ...(networkConfiguration !== undefined && {
      networkConfiguration: { awsvpcConfiguration: { securityGroups: [], assignPublicIp: 'DISABLED', ...vpc } },
    }),
  };
}

/** The strategy of the cluster, which services take that name neither one nor a launch type. */
async function defaultStrategyOf(request: AwsRequest, moto: Next, input: JsonObject): Promise<readonly unknown[]> {
  if (input['launchType'] !== undefined || input['capacityProviderStrategy'] !== undefined) return [];
  const found = await callOperation(request, moto, 'DescribeClusters', { clusters: [input['cluster'] ?? 'default'] });
  return asList(asObject(asList(found?.['clusters'])[0])['defaultCapacityProviderStrategy']);
}
