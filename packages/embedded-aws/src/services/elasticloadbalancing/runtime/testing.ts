import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  request,
  type RequestListener,
} from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

import {
  type Action,
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  type CreateTargetGroupCommandInput,
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  RegisterTargetsCommand,
  type TargetHealth,
} from '@aws-sdk/client-elastic-load-balancing-v2';

import type { EmbeddedAwsFixture } from '../../../testing/embedded-aws';
import { createNetwork, type Network } from '../handlers/testing';

/** A request to a load balancer. */
export interface TestRequest {
  /** DNS name of the load balancer. */
  readonly to: string;
  readonly path?: string;
  readonly method?: string;
  /** A Host other than the DNS name is sent through the gateway as an HTTP proxy. */
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: Buffer | Readable;
}

/** What was answered. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Load balancers and targets of one test file. */
export class LoadBalancerFixture {
  readonly #closing: (() => void)[] = [];
  #network: Promise<Network> | undefined;
  #client: ElasticLoadBalancingV2Client | undefined;

  constructor(private readonly fixture: EmbeddedAwsFixture) {
    afterAll(() => {
      for (const close of this.#closing) close();
    });
  }

  /** The network of all load balancers. */
  network(): Promise<Network> {
    this.#network ??= createNetwork(this.fixture);
    return this.#network;
  }

  get client(): ElasticLoadBalancingV2Client {
    this.#client ??= this.fixture.client(ElasticLoadBalancingV2Client);
    return this.#client;
  }

  /** Makes a load balancer whose listener on port 80 does one thing by default. */
  async create(
    Name: string,
    action: Action,
    Type: 'application' | 'network' = 'application',
  ): Promise<{ arn: string; dnsName: string; listener: string }> {
    const { subnets: Subnets } = await this.network();
    const { LoadBalancers } = await this.client.send(new CreateLoadBalancerCommand({ Name, Subnets, Type }));
    const { LoadBalancerArn = '', DNSName: dnsName = '' } = LoadBalancers?.[0] ?? {};
    return { arn: LoadBalancerArn, dnsName, listener: await this.listener(LoadBalancerArn, 80, action, Type) };
  }

  /** @returns ARN of a new listener */
  async listener(LoadBalancerArn: string, Port: number, action: Action, type = 'application'): Promise<string> {
    const Protocol = type === 'application' ? ('HTTP' as const) : ('TCP' as const);
    const listener = { LoadBalancerArn, Protocol, Port, DefaultActions: [action] };
    const { Listeners } = await this.client.send(new CreateListenerCommand(listener));
    return Listeners?.[0]?.ListenerArn ?? '';
  }

  /** Lets a listener do another thing by default. */
  async change(ListenerArn: string, action: Action): Promise<void> {
    await this.client.send(new ModifyListenerCommand({ ListenerArn, DefaultActions: [action] }));
  }

  /** @returns ARN of a new target group of IP addresses; its targets are checked every 10 seconds */
  async group(Name: string, settings: Partial<CreateTargetGroupCommandInput> = {}): Promise<string> {
    const { vpcId: VpcId } = await this.network();
    const checks = { HealthCheckIntervalSeconds: 10, HealthyThresholdCount: 2, UnhealthyThresholdCount: 2 };
    const group = { Name, VpcId, Protocol: 'HTTP', Port: 80, TargetType: 'ip', ...checks, ...settings } as const;
    const { TargetGroups } = await this.client.send(new CreateTargetGroupCommand(group));
    return TargetGroups?.[0]?.TargetGroupArn ?? '';
  }

  /** Lets something listen at an address, on port 80. @returns what closes it, broken connections and all */
  async serve(address: string, answer: RequestListener): Promise<() => void> {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { addresses } = this.fixture.aws.runtime;
    addresses.add(address, 80, (server.address() as AddressInfo).port);
    const close = (): void => {
      addresses.remove(address);
      server.close();
      server.closeAllConnections();
    };
    this.#closing.push(close);
    return close;
  }

  async register(TargetGroupArn: string, ...addresses: string[]): Promise<void> {
    const Targets = addresses.map((Id) => ({ Id }));
    await this.client.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
  }

  async deregister(TargetGroupArn: string, ...addresses: string[]): Promise<void> {
    const Targets = addresses.map((Id) => ({ Id }));
    await this.client.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets }));
  }

  /** Health of the targets of a group, by address. */
  async health(TargetGroupArn: string): Promise<Readonly<Record<string, TargetHealth | undefined>>> {
    const { TargetHealthDescriptions = [] } = await this.client.send(
      new DescribeTargetHealthCommand({ TargetGroupArn }),
    );
    return Object.fromEntries(
      TargetHealthDescriptions.map(({ Target, TargetHealth }) => [Target?.Id ?? '', TargetHealth]),
    );
  }

  /** Resolves when a target has a state. */
  async untilHealth(groupArn: string, address: string, state: string): Promise<void> {
    await until(async () => (await this.health(groupArn))[address]?.State === state);
  }

  /** Sends a request to a load balancer through the gateway. */
  async send({ to, path = '/', method = 'GET', headers, body }: TestRequest): Promise<TestAnswer> {
    const sent = request(this.fixture.aws.endpoint, {
      method,
      path: headers?.['host'] === undefined ? path : `http://${to}${path}`,
      headers: { host: to, ...headers },
      agent: false,
    });
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
    if (body instanceof Readable) body.pipe(sent);
    else sent.end(body);
    const [answer] = await answered;
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await buffer(answer) };
  }

  /** Sends a request. @returns status and body, e.g. `200 hello` */
  async ask(sent: TestRequest): Promise<string> {
    const { status, body } = await this.send(sent);
    return `${status} ${body.toString()}`;
  }
}

/** An action that answers in plain text. */
export function fixedResponse(StatusCode: string, MessageBody: string): Action {
  return { Type: 'fixed-response', FixedResponseConfig: { StatusCode, MessageBody, ContentType: 'text/plain' } };
}

/** Asks again and again until something holds; the test's own time limit ends it. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(5);
}
