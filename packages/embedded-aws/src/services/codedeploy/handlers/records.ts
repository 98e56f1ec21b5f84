import { arnOf } from '../../../gateway/arn';
import { AwsError } from '../../../gateway/aws-error';
import type { JsonObject } from '../../../gateway/json';
import { type Place, Table } from '../../../gateway/table';

/** Applications by name, as GetApplication describes them. */
export const applications = new Table<JsonObject>('AWS::CodeDeploy::Application');

/** Deployment groups by `application/group`, as GetDeploymentGroup describes them. */
export const deploymentGroups = new Table<JsonObject>('AWS::CodeDeploy::DeploymentGroup');

/** Tags of both by ARN. */
export const tagLists = new Table<unknown>('tags of AWS::CodeDeploy');

/** ARN of an application. */
export function applicationArn(place: Place, name: string): string {
  return arnOf(place, 'codedeploy', `application:${name}`);
}

/** @param id `application/group` */
export function deploymentGroupArn(place: Place, id: string): string {
  return arnOf(place, 'codedeploy', `deploymentgroup:${id}`);
}

/** @throws AwsError ApplicationDoesNotExistException */
export function findApplication(records: Map<string, JsonObject>, name: string): JsonObject {
  const found = records.get(name);
  if (found === undefined) {
    throw new AwsError('ApplicationDoesNotExistException', `No application found for name: ${name}`);
  }
  return found;
}

/** @throws AwsError DeploymentGroupDoesNotExistException */
export function findDeploymentGroup(records: Map<string, JsonObject>, id: string): JsonObject {
  const found = records.get(id);
  if (found === undefined) {
    throw new AwsError('DeploymentGroupDoesNotExistException', `No Deployment Group found for name: ${groupOf(id)}`);
  }
  return found;
}

function groupOf(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}
