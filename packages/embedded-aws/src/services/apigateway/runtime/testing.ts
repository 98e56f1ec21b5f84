import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import {
  APIGatewayClient,
  CreateAuthorizerCommand,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  type CreateRestApiCommandInput,
  PutIntegrationCommand,
  type PutIntegrationCommandInput,
  PutMethodCommand,
  type PutMethodCommandInput,
} from '@aws-sdk/client-api-gateway';

import type { MethodKey } from '../handlers/testing';

/** What a backend in tests was asked. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A backend that remembers what it was asked. */
export interface Backend {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** The last request. */
  readonly asked: Asked;
  /** What it answers from now on. */
  answer(status: number, headers?: Readonly<Record<string, string>>, body?: string | Buffer): void;
  /** Answers nothing from now on. */
  hang(): void;
}

/** Runs a backend around the tests of the file that calls this. */
export function useBackend(): Backend {
  const asked: Asked[] = [];
  let reply = { status: 200, headers: {} as Readonly<Record<string, string>>, body: 'hello' as string | Buffer };
  let isHanging = false;
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      if (!isHanging) response.writeHead(reply.status, reply.headers).end(reply.body);
    });
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    get url() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    get asked() {
      const last = asked.at(-1);
      if (last === undefined) throw new Error('the backend was not asked');
      return last;
    },
    answer: (status, headers = {}, body = '') => {
      isHanging = false;
      reply = { status, headers, body };
    },
    hang: () => {
      isHanging = true;
    },
  };
}

/** A method of an API in tests. */
export interface NewMethod extends Partial<Omit<PutMethodCommandInput, 'restApiId' | 'resourceId' | 'httpMethod'>> {
  /** From the root, e.g. `/shop/{id}`. */
  readonly path: string;
  /** @default ANY */
  readonly httpMethod?: string;
  readonly integration: Omit<PutIntegrationCommandInput, 'restApiId' | 'resourceId' | 'httpMethod'>;
}

/** A REST API in tests, by its paths. */
export class TestApi {
  readonly #resources = new Map<string, string>();

  private constructor(
    private readonly client: APIGatewayClient,
    readonly id: string,
  ) {}

  static async create(client: APIGatewayClient, input: Partial<CreateRestApiCommandInput> = {}): Promise<TestApi> {
    const { id = '', rootResourceId = '' } = await client.send(new CreateRestApiCommand({ name: 'shop', ...input }));
    const api = new TestApi(client, id);
    api.#resources.set('', rootResourceId);
    return api;
  }

  /** Adds a method, and the resources that lead to it. */
  async add({ path, httpMethod = 'ANY', integration, ...method }: NewMethod): Promise<MethodKey> {
    const resourceId = await this.#resource(path === '/' ? '' : path);
    const key = { restApiId: this.id, resourceId, httpMethod };
    await this.client.send(new PutMethodCommand({ authorizationType: 'NONE', ...method, ...key }));
    await this.client.send(new PutIntegrationCommand({ ...integration, ...key }));
    return key;
  }

  /** Hands all requests of a path, with any method, to a URI. */
  async proxy(path: string, uri: string, method: Partial<NewMethod> = {}): Promise<void> {
    const names = [...path.matchAll(/\{(\w+)\+?\}/g)].map(([, name = '']) => name);
    const requestParameters = Object.fromEntries(
      names.map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`]),
    );
    const integration = { type: 'HTTP_PROXY', integrationHttpMethod: 'ANY', uri, requestParameters } as const;
    await this.add({ path, ...method, integration: { ...integration, ...method.integration } });
  }

  /** Makes an authorizer by a user pool. @returns its id */
  async authorizer(userPoolId: string, identityValidationExpression?: string): Promise<string> {
    const { id = '' } = await this.client.send(
      new CreateAuthorizerCommand({
        restApiId: this.id,
        name: `users-${userPoolId}`,
        type: 'COGNITO_USER_POOLS',
        providerARNs: [`arn:aws:cognito-idp:eu-central-1:210987654321:userpool/${userPoolId}`],
        identitySource: 'method.request.header.Authorization',
        ...(identityValidationExpression && { identityValidationExpression }),
      }),
    );
    return id;
  }

  /** Deploys the API as it is now. */
  async deploy(stageName = 'dev'): Promise<void> {
    await this.client.send(new CreateDeploymentCommand({ restApiId: this.id, stageName }));
  }

  /** Id of the resource of a path, which is made if need be. */
  async #resource(path: string): Promise<string> {
    const known = this.#resources.get(path);
    if (known !== undefined) return known;
    const end = path.lastIndexOf('/');
    const parentId = await this.#resource(path.slice(0, end));
    const command = new CreateResourceCommand({ restApiId: this.id, parentId, pathPart: path.slice(end + 1) });
    const { id = '' } = await this.client.send(command);
    this.#resources.set(path, id);
    return id;
  }
}
