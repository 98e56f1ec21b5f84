import { AwsError } from '../../../gateway/aws-error';
import { callOperation } from '../../../gateway/calls';
import type { HandlerContext } from '../../../gateway/handler';
import { asList, asObject, asText, type JsonObject } from '../../../gateway/json';
import { type JsonAction, jsonHandler } from '../../../gateway/json-handler';
import type { AwsRequest } from '../../../gateway/request';
import {
  briefOf,
  describeServiceDeployment,
  describeServiceRevision,
  revisionArn,
  serviceDeploymentArn,
} from '../runtime/describe-service-deployment';
import { type Service, services } from '../runtime/service';

/** Results of a list if the caller does not say (Amazon ECS API Reference, "ListServiceDeployments", maxResults). */
const PAGE = 20;

/** ARNs that one call takes (Amazon ECS API Reference, "DescribeServiceDeployments"). */
const MOST_ARNS = 20;

/** Newest first. */
const listServiceDeployments: JsonAction = async (input, request, context) => {
  const service = await findService(input, request, context);
  const { before = Infinity, after = -Infinity } = asObject(input['createdAt']);
  const wanted = asList(input['status']);
  const all = (service?.serviceDeployments ?? [])
    .map((each) => briefOf(service as Service, each))
    .filter(({ createdAt }) => Number(createdAt) >= Number(after) && Number(createdAt) <= Number(before))
    .filter(({ status }) => wanted.length === 0 || wanted.includes(status))
    .reverse();
  const start = Number(asText(input['nextToken']));
  const end = start + Number(input['maxResults'] ?? PAGE);
  return { serviceDeployments: all.slice(start, end), ...(end < all.length && { nextToken: String(end) }) };
};

/** @returns undefined for one that is stored and not run */
async function findService(
  { cluster, service: given }: JsonObject,
  request: AwsRequest,
  { memory, moto }: HandlerContext,
): Promise<Service | undefined> {
  const name = lastPart(given);
  const clusterName = lastPart(cluster) || 'default';
  const found = [...services.in(memory, request).values()].find(
    (each) => each.name === name && lastPart(each.settings.clusterArn) === clusterName,
  );
  if (found !== undefined) return found;
  const described = await callOperation(request, moto, 'DescribeServices', { cluster: clusterName, services: [name] });
  if (asList(described?.['services']).length > 0) return undefined;
  throw new AwsError('ServiceNotFoundException', 'Service not found.');
}

function lastPart(nameOrArn: unknown): string {
  return asText(nameOrArn).split('/').at(-1) ?? '';
}

/** Something that is looked up by its ARN. */
type Described = readonly [arn: string, description: () => JsonObject];

function describeAll(arns: readonly unknown[], known: readonly Described[], member: string): JsonObject {
  if (arns.length > MOST_ARNS) {
    throw new AwsError('InvalidParameterException', `At most ${MOST_ARNS} ARNs may be given.`);
  }
  const all = new Map(known);
  return {
    [member]: arns.flatMap((arn) => all.get(asText(arn))?.() ?? []),
    failures: arns.filter((arn) => !all.has(asText(arn))).map((arn) => ({ arn, reason: 'MISSING' })),
  };
}

/** The history of services that are run. */
export const serviceDeployments = jsonHandler('ecs', {
  ListServiceDeployments: listServiceDeployments,
  DescribeServiceDeployments: (input, request, { memory }) => {
    const known = [...services.in(memory, request).values()].flatMap((service) =>
      service.serviceDeployments.map((each): Described => [
        serviceDeploymentArn(service, each),
        () => describeServiceDeployment(service, each),
      ]),
    );
    return describeAll(asList(input['serviceDeploymentArns']), known, 'serviceDeployments');
  },
  DescribeServiceRevisions: (input, request, { memory }) => {
    const known = [...services.in(memory, request).values()].flatMap((service) =>
      service.serviceDeployments.map(({ target }): Described => [
        revisionArn(service, target),
        () => describeServiceRevision(service, target),
      ]),
    );
    return describeAll(asList(input['serviceRevisionArns']), known, 'serviceRevisions');
  },
});
