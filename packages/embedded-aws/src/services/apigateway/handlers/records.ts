import { AwsError } from '../../../gateway/aws-error';
import { succeeded } from '../../../gateway/calls';
import type { HandlerContext, Next } from '../../../gateway/handler';
import { asList, asObject, asText, type JsonObject, jsonOf } from '../../../gateway/json';
import type { AwsRequest } from '../../../gateway/request';
import { Table } from '../../../gateway/table';
import { notFound } from './errors';

/**
 * What moto forgets of API Gateway's resources, or cannot change, by the resource's path, e.g. `/restapis/abc/stages/dev`.
 * Such members are laid over what moto says; null is a member that was taken away.
 */
export const apiGatewayMembers = new Table<JsonObject>('AWS::ApiGateway::RestApi');

/** Members that hold resources by name, and the part of the path that comes before the name. */
const INNER: Readonly<Record<string, string>> = {
  resourceMethods: 'methods',
  methodResponses: 'responses',
  integrationResponses: 'responses',
};

const NOTHING = Buffer.alloc(0);

/** API Gateway as one call sees it. */
export class ApiGateway {
  readonly #records: Map<string, JsonObject>;
  readonly #moto: Next;

  constructor(
    private readonly request: AwsRequest,
    { memory, moto }: HandlerContext,
  ) {
    this.#records = apiGatewayMembers.in(memory, request);
    this.#moto = moto;
  }

  /**
   * Reads a resource, or a list of them.
   * @throws AwsError NotFoundException if there is none; of an integration, moto just says nothing
   */
  async read(path: string): Promise<JsonObject> {
    const call = { ...this.request, method: 'GET', path, target: path, query: new URLSearchParams(), body: NOTHING };
    const answer = await this.#moto(call);
    const resource = jsonOf(answer);
    if (!succeeded(answer)) throw new AwsError(asText(resource['__type']), asText(resource['message']), answer.status);
    if (Object.keys(resource).length === 0) throw notFound('Invalid Integration identifier specified');
    return this.complete(path, resource);
  }

  /** Keeps members of a resource. */
  keep(path: string, members: JsonObject): void {
    if (Object.keys(members).length > 0) this.#records.set(path, { ...this.#records.get(path), ...members });
  }

  /** Forgets what was kept of a resource and of those in it. */
  forget(path: string): void {
    for (const kept of [...this.#records.keys()]) {
      if (kept === path || kept.startsWith(`${path}/`)) this.#records.delete(kept);
    }
  }

  /** Lays what is kept of a resource and those in it, or of those in a list, over what moto says. */
  complete(path: string, resource: JsonObject): JsonObject {
    const whole = { ...resource, ...this.#records.get(path) };
    return Object.fromEntries(
      Object.entries(whole).map(([name, value]) => [name, this.#completeMember(path, name, value)]),
    );
  }

  #completeMember(path: string, name: string, value: unknown): unknown {
    if (name === 'item') {
      return asList(value).map((item) => this.complete(`${path}/${nameOf(asObject(item))}`, asObject(item)));
    }
    if (value === null || value === undefined) return value;
    if (name === 'methodIntegration') return this.complete(`${path}/integration`, asObject(value));
    const inner = INNER[name];
    if (inner === undefined) return value;
    const resources = Object.entries(asObject(value));
    return Object.fromEntries(
      resources.map(([key, resource]) => [key, this.complete(`${path}/${inner}/${key}`, asObject(resource))]),
    );
  }
}

/** What a resource is called in its path. */
export function nameOf({ id, stageName }: JsonObject): string {
  return asText(id ?? stageName);
}
