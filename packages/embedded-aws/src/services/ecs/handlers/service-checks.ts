import { AwsError } from '../../../gateway/aws-error';
import { callOperation } from '../../../gateway/calls';
import type { Handler, Next } from '../../../gateway/handler';
import { asList, asObject, asText, type JsonObject, jsonOf } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';
import { checkTargetGroups } from './target-groups';

/** Refuses the services that ECS refuses and moto takes. */
export const checkedServices: Handler = {
  service: 'ecs',
  operations: ['CreateService'],
  handle: async (request, next, { moto }) => {
    const input = jsonOf(request);
    checkLaunch(input);
    await checkNew(request, moto, input);
    const found = await callOperation(request, moto, 'DescribeTaskDefinition', {
      taskDefinition: input['taskDefinition'],
    });
    if (found !== undefined) checkTask(input, asObject(found['taskDefinition']));
    await checkTargetGroups(request, moto, asList(input['loadBalancers']).map(asObject));
    return next(request);
  },
};

function checkLaunch({ launchType, capacityProviderStrategy }: JsonObject): void {
  if (launchType !== undefined && asList(capacityProviderStrategy).length > 0) {
    throw invalid(
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
    );
  }
}

/** moto would put the new service in the place of the old one. */
async function checkNew(request: AwsRequest, moto: Next, { cluster, serviceName }: JsonObject): Promise<void> {
  const found = await callOperation(request, moto, 'DescribeServices', { cluster, services: [serviceName] });
  const isTaken = asList(found?.['services']).some((service) => asObject(service)['status'] !== 'INACTIVE');
  if (isTaken) throw invalid('Creation of service was not idempotent.');
}

function checkTask(input: JsonObject, task: JsonObject): void {
  const { launchType, networkConfiguration, loadBalancers } = input;
  if (launchType === 'FARGATE' && !asList(task['requiresCompatibilities']).includes('FARGATE')) {
    throw invalid('Task definition does not support launch_type FARGATE.');
  }
  if (task['networkMode'] === 'awsvpc' && networkConfiguration === undefined) {
    throw invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
  }
  for (const { containerName, containerPort } of asList(loadBalancers).map(asObject)) {
    const container = asList(task['containerDefinitions'])
      .map(asObject)
      .find(({ name }) => name === containerName);
    const ports = asList(container?.['portMappings']).map((mapping) => asObject(mapping)['containerPort']);
    if (container === undefined) {
      throw invalid(`The container ${asText(containerName)} does not exist in the task definition.`);
    }
    if (!ports.includes(containerPort)) {
      throw invalid(
        `The container ${asText(containerName)} did not have a container port ${String(containerPort)} defined.`,
      );
    }
  }
}

/** A service that CodeDeploy controls gets its task definitions from CodeDeploy alone. */
export const checkedUpdates: Handler = {
  service: 'ecs',
  operations: ['UpdateService'],
  handle: async (request, next, { moto }) => {
    const { cluster, service, taskDefinition, forceNewDeployment } = jsonOf(request);
    const found = await callOperation(request, moto, 'DescribeServices', { cluster, services: [service] });
    const { status, deploymentController } = asObject(asList(found?.['services'])[0]);
    if (status === 'INACTIVE') throw new AwsError('ServiceNotActiveException', 'Service was not ACTIVE.');
    const isForeign = asObject(deploymentController)['type'] === 'CODE_DEPLOY';
    if (isForeign && (taskDefinition !== undefined || forceNewDeployment === true)) {
      const what = taskDefinition === undefined ? 'force a new deployment' : 'update task definition';
      throw invalid(
        `Unable to ${what} on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.`,
      );
    }
    return next(request);
  },
};

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
