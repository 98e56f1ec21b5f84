import { AwsError } from '../../../gateway/aws-error';
import { type Build, buildsIn } from '../runtime/build';
import { asList, asObject, asText, type JsonObject } from '../../../gateway/json';
import { type JsonAction, jsonHandler } from '../../../gateway/json-handler';
import { buildProjects } from './projects';
import { startBuild } from './start-build';

/** Builds on one page of a list (CodeBuild API Reference, "ListBuilds"). */
const PAGE = 100;

const batchGetBuilds: JsonAction = (input, request, { memory }) => {
  const all = buildsIn(memory, request);
  const ids = asList(input['ids']).map((id) => idIn(asText(id)));
  return {
    builds: ids.flatMap((id) => all.get(id)?.description ?? []),
    buildsNotFound: ids.filter((id) => !all.has(id)),
  };
};

const listBuilds: JsonAction = (input, request, { memory }) => pageOf(input, [...buildsIn(memory, request).keys()]);

const listBuildsForProject: JsonAction = (input, request, { memory }) => {
  const name = asText(input['projectName']);
  const builds = [...buildsIn(memory, request).values()].filter(({ description }) => description.projectName === name);
  // Builds outlive their project.
  if (builds.length === 0 && !buildProjects.in(memory, request).has(name)) {
    throw new AwsError('ResourceNotFoundException', `The provided project ${name} does not exist`);
  }
  const ids = builds.map(({ description }) => description.id);
  return pageOf(input, ids);
};

const stopBuild: JsonAction = (input, request, { memory }) => {
  const build = findBuild(buildsIn(memory, request), input);
  build.stop();
  return { build: build.description };
};

const retryBuild: JsonAction = (input, request, context) => {
  const { options } = findBuild(buildsIn(context.memory, request), input);
  if (options.handover !== undefined) {
    throw new AwsError('InvalidInputException', 'A build that CodePipeline started is retried in the pipeline');
  }
  const again = { ...asObject(JSON.parse(options.request)), idempotencyToken: input['idempotencyToken'] };
  const build = startBuild(again, request, context);
  return { build: build.description };
};

const batchDeleteBuilds: JsonAction = (input, request, { memory }) => {
  const all = buildsIn(memory, request);
  const found = asList(input['ids']).flatMap((id) => all.get(idIn(asText(id))) ?? []);
  const complete = found.filter(({ description }) => description.buildComplete === true);
  for (const { description } of complete) all.delete(description.id);
  return {
    buildsDeleted: complete.map(({ description }) => description.arn),
    buildsNotDeleted: found
      .filter((build) => !complete.includes(build))
      .map(({ description }) => ({ id: description.id, statusCode: 'BUILD_IN_PROGRESS' })),
  };
};

/** CodeBuild takes a build's ARN wherever it takes its id. */
function idIn(idOrArn: string): string {
  return idOrArn.replace(/^arn:.*:build\//, '');
}

function findBuild(all: ReadonlyMap<string, Build>, input: JsonObject): Build {
  const id = idIn(asText(input['id']));
  const build = all.get(id);
  if (build === undefined) throw new AwsError('ResourceNotFoundException', `Build not found: ${id}`);
  return build;
}

/** @param oldestFirst ids of builds; lists begin with the newest, unless they are asked to ascend */
function pageOf({ sortOrder, nextToken }: JsonObject, oldestFirst: readonly string[]): JsonObject {
  const ids = sortOrder === 'ASCENDING' ? [...oldestFirst] : [...oldestFirst].reverse();
  const first = Number(asText(nextToken));
  const next = first + PAGE;
  return { ids: ids.slice(first, next), ...(next < ids.length && { nextToken: String(next) }) };
}

/** Batches of builds are started by batch buildspecs, which nothing here reads. */
function refuseBatch(): never {
  throw new AwsError('UnsupportedOperation', 'The embedded AWS runs builds, but no batches of builds.');
}

/** Runs builds: moto says of every build that it succeeded, and none has run. */
export const builds = jsonHandler('codebuild', {
  StartBuild: (input, request, context) => ({ build: startBuild(input, request, context).description }),
  RetryBuild: retryBuild,
  StopBuild: stopBuild,
  BatchGetBuilds: batchGetBuilds,
  BatchDeleteBuilds: batchDeleteBuilds,
  ListBuilds: listBuilds,
  ListBuildsForProject: listBuildsForProject,
  StartBuildBatch: refuseBatch,
  RetryBuildBatch: refuseBatch,
});
