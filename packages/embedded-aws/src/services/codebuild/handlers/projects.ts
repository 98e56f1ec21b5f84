import { arnOf } from '../../../gateway/arn';
import { AwsError } from '../../../gateway/aws-error';
import { asList, asText, type JsonObject } from '../../../gateway/json';
import { type JsonAction, jsonHandler } from '../../../gateway/json-handler';
import { Table } from '../../../gateway/table';
import { projectOf } from './project';

/** CodeBuild projects by name, as CodeBuild describes them. */
export const buildProjects = new Table<JsonObject>('AWS::CodeBuild::Project');

const createProject: JsonAction = (input, request, { memory, runtime }) => {
  const projects = buildProjects.in(memory, request);
  const name = asText(input['name']);
  if (projects.has(name)) {
    const arn = arnOf(request, 'codebuild', `project/${name}`);
    throw new AwsError('ResourceAlreadyExistsException', `Project already exists: ${arn}`);
  }
  return keep(projects, projectOf(request, input, runtime.clock.now() / 1000));
};

const updateProject: JsonAction = (input, request, { memory, runtime }) => {
  const projects = buildProjects.in(memory, request);
  const name = asText(input['name']);
  const before = projects.get(name);
  if (before === undefined) {
    const arn = arnOf(request, 'codebuild', `project/${name}`);
    throw new AwsError('ResourceNotFoundException', `Project cannot be found: ${arn}`);
  }
  return keep(projects, projectOf(request, input, runtime.clock.now() / 1000, before));
};

const batchGetProjects: JsonAction = (input, request, { memory }) => {
  const projects = buildProjects.in(memory, request);
  const find = (nameOrArn: string): JsonObject | undefined => projects.get(nameIn(nameOrArn));
  const names = asList(input['names']).map(asText);
  return {
    projects: names.flatMap((name) => find(name) ?? []),
    projectsNotFound: names.filter((name) => find(name) === undefined),
  };
};

const listProjects: JsonAction = (_, request, { memory }) => ({
  projects: [...buildProjects.in(memory, request).keys()].sort(),
});

const deleteProject: JsonAction = (input, request, { memory }) => {
  buildProjects.in(memory, request).delete(nameIn(asText(input['name'])));
  return {};
};

/** CodeBuild takes a project's ARN wherever it takes its name; the Terraform provider deletes by ARN. */
function nameIn(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:.*:project\//, '');
}

function keep(projects: Map<string, JsonObject>, project: JsonObject): JsonObject {
  projects.set(asText(project['name']), project);
  return { project };
}

/** Keeps projects: moto refuses those that a pipeline feeds, forgets half of what it is told, and can change none. */
export const projects = jsonHandler('codebuild', {
  CreateProject: createProject,
  UpdateProject: updateProject,
  BatchGetProjects: batchGetProjects,
  ListProjects: listProjects,
  DeleteProject: deleteProject,
});
