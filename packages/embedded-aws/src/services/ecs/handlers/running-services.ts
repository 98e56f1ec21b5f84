import type { TaskDefinition } from '@aws-sdk/client-ecs';

import { createDeployment } from '../runtime/deployment';
import { describeService } from '../runtime/describe-service';
import { runService, stopTasks } from '../runtime/scheduler';
import { Service, services } from '../runtime/service';
import { isRun, needsDeployment, type ServiceSettings } from '../runtime/service-settings';
import { AwsError } from '../../../gateway/aws-error';
import { callOperation, succeeded, withOutput } from '../../../gateway/calls';
import type { Handler, HandlerContext, Next } from '../../../gateway/handler';
import { asList, asObject, asText, type JsonObject, jsonOf } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';

/** What happens to the tasks of a service that a call has changed. */
type Effect = (service: JsonObject, request: AwsRequest, context: HandlerContext) => Promise<void>;

/** Runs the services that are kept, and shows how they are doing. */
export const runningServices: Handler = {
  service: 'ecs',
  operations: ['CreateService', 'UpdateService', 'DeleteService', 'DescribeServices'],
  handle: async (request, next, context) => {
    if (request.operation === 'CreateService') checkDraining(request, context);
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const { service, services: described, ...output } = jsonOf(answer);
    if (service !== undefined) await EFFECTS[request.operation]?.(asObject(service), request, context);
    const show = (each: unknown): JsonObject => {
      const running = findService(asObject(each), request, context);
      return running === undefined ? asObject(each) : { ...asObject(each), ...describeService(running) };
    };
    return withOutput(answer, {
      ...output,
      ...(service !== undefined && { service: show(service) }),
      ...(described !== undefined && { services: asList(described).map(show) }),
    });
  },
};

const EFFECTS: Readonly<Record<string, Effect>> = {
  CreateService: async (created, request, context) => {
    const settings = created as ServiceSettings;
    const all = services.in(context.memory, request);
    all.delete(settings.serviceArn ?? '');
    if (!isRun(settings)) return;
    const { account, scope } = request;
    const service = new Service({ account, scope: { region: scope.region } }, context.runtime.clock, settings);
    await deploy(service, request, context.moto);
    all.set(service.arn, service);
    runService(context.runtime, service);
  },
  UpdateService: async (updated, request, context) => {
    const service = findService(updated, request, context);
    if (service === undefined) return;
    const { taskDefinition, forceNewDeployment } = jsonOf(request);
    const before = service.settings;
    const current = { taskDefinition: service.primary?.definition.taskDefinitionArn };
    service.settings = { ...(updated as ServiceSettings), ...(taskDefinition === undefined && current) };
    const isNew = needsDeployment({ ...before, ...current }, service.settings);
    if (isNew || forceNewDeployment === true) await deploy(service, request, context.moto);
    service.changed();
  },
  DeleteService: (deleted, request, context) => {
    const service = findService(deleted, request, context);
    if (service === undefined) return Promise.resolve();
    service.isDeleted = true;
    stopTasks(service);
    service.changed();
    return Promise.resolve();
  },
};

/** Brings what a service is set to into service; the newest deployment is the one that counts. */
async function deploy(service: Service, request: AwsRequest, moto: Next): Promise<void> {
  const { settings } = service;
  const { taskDefinition } = settings;
  const found = await callOperation(request, moto, 'DescribeTaskDefinition', { taskDefinition });
  const definition: TaskDefinition = asObject(found?.['taskDefinition']);
  const createdAt = service.clock.now();
  service.begin(createDeployment({ definition, settings, createdAt, isRollback: false }));
}

function findService({ serviceArn }: JsonObject, request: AwsRequest, { memory }: HandlerContext): Service | undefined {
  return services.in(memory, request).get(asText(serviceArn));
}

/** The name of a deleted service is free when its tasks have stopped. */
function checkDraining(request: AwsRequest, { memory }: HandlerContext): void {
  const { cluster, serviceName } = jsonOf(request);
  const name = asText(cluster).split('/').at(-1) ?? '';
  const isDraining = [...services.in(memory, request).values()].some(
    (service) =>
      service.isDraining &&
      service.name === serviceName &&
      service.settings.clusterArn?.split('/').at(-1) === (name === '' ? 'default' : name),
  );
  if (isDraining) {
    throw new AwsError('InvalidParameterException', 'Unable to Start a service that is still Draining.');
  }
}
