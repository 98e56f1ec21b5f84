import { randomUUID } from 'node:crypto';

import { AwsError } from '../../../gateway/aws-error';
import { asList, asText, type JsonObject } from '../../../gateway/json';
import { type JsonAction, jsonHandler } from '../../../gateway/json-handler';
import {
  applicationArn,
  applications,
  deploymentGroupArn,
  deploymentGroups,
  findApplication,
  tagLists,
} from './records';

const createApplication: JsonAction = (input, request, { memory }) => {
  const { computePlatform = 'Server', tags = [] } = input;
  const name = asText(input['applicationName']);
  const records = applications.in(memory, request);
  if (records.has(name)) {
    throw new AwsError('ApplicationAlreadyExistsException', `Application already exists: ${name}`);
  }
  const applicationId = randomUUID();
  const createTime = Date.now() / 1000;
  records.set(name, { applicationId, applicationName: name, computePlatform, createTime, linkedToGitHub: false });
  tagLists.in(memory, request).set(applicationArn(request, name), tags);
  return { applicationId };
};

/** Takes an application's deployment groups with it; one that is not there is no error. */
const deleteApplication: JsonAction = ({ applicationName }, request, { memory }) => {
  const name = asText(applicationName);
  const tags = tagLists.in(memory, request);
  applications.in(memory, request).delete(name);
  tags.delete(applicationArn(request, name));
  const groups = deploymentGroups.in(memory, request);
  for (const id of [...groups.keys()].filter((key) => key.startsWith(`${name}/`))) {
    groups.delete(id);
    tags.delete(deploymentGroupArn(request, id));
  }
  return {};
};

const batchGetApplications: JsonAction = ({ applicationNames }, request, { memory }): JsonObject => {
  const records = applications.in(memory, request);
  return { applicationsInfo: asList(applicationNames).map((name) => findApplication(records, asText(name))) };
};

/** Keeps applications; moto cannot delete one. */
export const keptApplications = jsonHandler('codedeploy', {
  CreateApplication: createApplication,
  GetApplication: ({ applicationName }, request, { memory }) => ({
    application: findApplication(applications.in(memory, request), asText(applicationName)),
  }),
  BatchGetApplications: batchGetApplications,
  ListApplications: (_, request, { memory }) => ({ applications: [...applications.in(memory, request).keys()] }),
  DeleteApplication: deleteApplication,
});
