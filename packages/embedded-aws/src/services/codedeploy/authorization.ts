import { callOperation } from '../../gateway/calls';
import { asObject, asText, type JsonObject } from '../../gateway/json';
import type { Call } from '../../gateway/authorization/call';
import { ask, askToPass, type Question } from '../../gateway/authorization/question';

/** Operations on the group that a deployment is of. */
const OF_DEPLOYMENT = /^(GetDeployment|GetDeploymentInstance|ListDeploymentInstances)$/;

/** Service Authorization Reference, "Actions, resources, and condition keys for AWS CodeDeploy". */
export async function codedeploy(call: Call): Promise<Question[]> {
  return [
    ...ask(`codedeploy:${call.operation}`, [await resourceOf(call)], call.tags),
    ...askToPass([call.text('serviceRoleArn')], 'codedeploy.amazonaws.com'),
  ];
}

async function resourceOf(call: Call): Promise<string> {
  const { operation, input } = call;
  if (call.text('ResourceArn') !== '') return call.text('ResourceArn');
  if (operation.endsWith('DeploymentConfig')) {
    return call.arn('codedeploy', `deploymentconfig:${call.text('deploymentConfigName')}`);
  }
  return arnOfGroup(call, OF_DEPLOYMENT.test(operation) ? await deploymentOf(call) : input);
}

/** What is about an application as a whole names no group. */
function arnOfGroup(
  call: Call,
  { applicationName, deploymentGroupName, currentDeploymentGroupName }: JsonObject,
): string {
  const [application, group] = [asText(applicationName), asText(deploymentGroupName ?? currentDeploymentGroupName)];
  if (application === '') return '*';
  const resource = group === '' ? `application:${application}` : `deploymentgroup:${application}/${group}`;
  return call.arn('codedeploy', resource);
}

async function deploymentOf(call: Call): Promise<JsonObject> {
  const input = { deploymentId: call.text('deploymentId') };
  const found = await callOperation(call.request, call.moto, 'GetDeployment', input);
  return asObject(found?.['deploymentInfo']);
}
