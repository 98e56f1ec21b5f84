import { randomUUID } from 'node:crypto';

import { AwsError } from '../../../gateway/aws-error';
import { asList, asText, type JsonObject } from '../../../gateway/json';
import { type JsonAction, jsonHandler } from '../../../gateway/json-handler';
import {
  applications,
  deploymentGroupArn,
  deploymentGroups,
  findApplication,
  findDeploymentGroup,
  tagLists,
} from './records';

/** The configuration of groups that name none, by platform (CodeDeploy API Reference, "CreateDeploymentGroup"). */
const DEFAULT_CONFIGS: Readonly<Record<string, string>> = {
  ECS: 'CodeDeployDefault.ECSAllAtOnce',
  Lambda: 'CodeDeployDefault.LambdaAllAtOnce',
  Server: 'CodeDeployDefault.OneAtATime',
};

const createDeploymentGroup: JsonAction = ({ tags = [], ...input }, request, { memory }) => {
  const application = findApplication(applications.in(memory, request), asText(input['applicationName']));
  const { computePlatform } = application;
  const [records, id] = [deploymentGroups.in(memory, request), idOf(input)];
  if (records.has(id)) {
    throw new AwsError('DeploymentGroupAlreadyExistsException', `Deployment group name already exists: ${id}`);
  }
  const deploymentGroupId = randomUUID();
  const group = {
    deploymentConfigName: DEFAULT_CONFIGS[asText(computePlatform)],
    deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' },
    outdatedInstancesStrategy: 'UPDATE',
    ...input,
    computePlatform,
    deploymentGroupId,
  };
  records.set(id, group);
  tagLists.in(memory, request).set(deploymentGroupArn(request, id), tags);
  return { deploymentGroupId };
};

/** Changes what it names; a new name moves the group and its tags. */
const updateDeploymentGroup: JsonAction = (input, request, { memory }) => {
  const { currentDeploymentGroupName, newDeploymentGroupName, ...changes } = input;
  const [records, tags] = [deploymentGroups.in(memory, request), tagLists.in(memory, request)];
  const before = idOf({ ...input, deploymentGroupName: currentDeploymentGroupName });
  const group = findDeploymentGroup(records, before);
  const deploymentGroupName = newDeploymentGroupName ?? currentDeploymentGroupName;
  const after = idOf({ ...input, deploymentGroupName });
  const tagList = tags.get(deploymentGroupArn(request, before));
  records.delete(before);
  tags.delete(deploymentGroupArn(request, before));
  records.set(after, { ...group, ...changes, deploymentGroupName });
  tags.set(deploymentGroupArn(request, after), tagList);
  return { hooksNotCleanedUp: [] };
};

const deleteDeploymentGroup: JsonAction = (input, request, { memory }) => {
  deploymentGroups.in(memory, request).delete(idOf(input));
  tagLists.in(memory, request).delete(deploymentGroupArn(request, idOf(input)));
  return { hooksNotCleanedUp: [] };
};

const getDeploymentGroup: JsonAction = (input, request, { memory }) => {
  findApplication(applications.in(memory, request), asText(input['applicationName']));
  return { deploymentGroupInfo: findDeploymentGroup(deploymentGroups.in(memory, request), idOf(input)) };
};

const listDeploymentGroups: JsonAction = ({ applicationName }, request, { memory }) => {
  findApplication(applications.in(memory, request), asText(applicationName));
  const groups = [...deploymentGroups.in(memory, request).values()];
  const names = groups.filter((group) => group['applicationName'] === applicationName);
  return { applicationName, deploymentGroups: names.map((group) => group['deploymentGroupName']) };
};

const batchGetDeploymentGroups: JsonAction = (input, request, { memory }) => {
  const records = deploymentGroups.in(memory, request);
  const ids = asList(input['deploymentGroupNames']).map((name) => idOf({ ...input, deploymentGroupName: name }));
  return { deploymentGroupsInfo: ids.map((id) => findDeploymentGroup(records, id)) };
};

function idOf({ applicationName, deploymentGroupName }: JsonObject): string {
  return `${asText(applicationName)}/${asText(deploymentGroupName)}`;
}

/** Keeps deployment groups as they are given; moto can neither change nor delete one. */
export const keptDeploymentGroups = jsonHandler('codedeploy', {
  CreateDeploymentGroup: createDeploymentGroup,
  UpdateDeploymentGroup: updateDeploymentGroup,
  DeleteDeploymentGroup: deleteDeploymentGroup,
  GetDeploymentGroup: getDeploymentGroup,
  BatchGetDeploymentGroups: batchGetDeploymentGroups,
  ListDeploymentGroups: listDeploymentGroups,
});
