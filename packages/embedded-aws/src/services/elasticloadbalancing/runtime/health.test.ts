import type { RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

import { type Action, ModifyTargetGroupCommand } from '@aws-sdk/client-elastic-load-balancing-v2';

import { SteppedClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { fixedResponse, LoadBalancerFixture, until } from './testing';

const clock = new SteppedClock();
const fixture = useEmbeddedAws({ clock });
const balancers = new LoadBalancerFixture(fixture);

/** Milliseconds between two checks in these tests. */
const INTERVAL_MS = 10_000;

/** Milliseconds of real time in which a check of a target on this machine ends, also on a busy one. */
const CHECK_MS = 200;

let balancer: { arn: string; dnsName: string; listener: string };

beforeAll(async () => {
  balancer = await balancers.create('health', fixedResponse('404', 'Not Found'));
});

async function change(action: Action): Promise<void> {
  await balancers.change(balancer.listener, action);
}

type Settings = Parameters<LoadBalancerFixture['group']>[1];

/** Makes a group that the listener forwards to. */
async function usedGroup(name: string, settings: Settings = {}): Promise<string> {
  const TargetGroupArn = await balancers.group(name, settings);
  await change({ Type: 'forward', TargetGroupArn });
  return TargetGroupArn;
}

/** A target that counts the checks it gets and answers what it is told to. */
class CheckedTarget {
  checks = 0;
  status = 200;
  last: string | undefined;

  readonly answer: RequestListener = (incoming, response) => {
    if (incoming.headers['user-agent'] === 'ELB-HealthChecker/2.0') this.checks += 1;
    this.last = `${String(incoming.method)} ${String(incoming.url)} ${String(incoming.headers.host)}`;
    response.writeHead(this.status).end('served');
  };

  /** Lets so much time go by that one more check is due, and waits until it came. */
  async nextCheck(): Promise<void> {
    const before = this.checks;
    await until(async () => {
      if (this.checks === before) await clock.advance(INTERVAL_MS);
      return this.checks > before;
    });
  }
}

const CHECKING = {
  State: 'initial',
  Reason: 'Elb.InitialHealthChecking',
  Description: 'Initial health checks in progress',
};

describe('a new target', () => {
  test('is healthy after one check that passed, before any time has passed', async () => {
    const group = await usedGroup('passes', { HealthCheckPath: '/ready?deep=1' });
    const target = new CheckedTarget();
    await balancers.serve('10.1.0.1', target.answer);
    await balancers.register(group, '10.1.0.1');
    await balancers.untilHealth(group, '10.1.0.1', 'healthy');
    expect(await balancers.health(group)).toEqual({ '10.1.0.1': { State: 'healthy' } });
    expect([target.checks, target.last]).toEqual([1, 'GET /ready?deep=1 10.1.0.1:80']);
  });

  test('is initial while its first check has no answer', async () => {
    const group = await usedGroup('waits');
    const asked: (() => void)[] = [];
    await balancers.serve('10.1.0.2', (_, response) => asked.push(() => response.end()));
    await balancers.register(group, '10.1.0.2');
    await until(async () => Promise.resolve(asked.length === 1));
    expect(await balancers.health(group)).toEqual({ '10.1.0.2': CHECKING });
    asked.forEach((answer) => {
      answer();
    });
    await balancers.untilHealth(group, '10.1.0.2', 'healthy');
  });

  test('that answers another code is unhealthy after the second check, and tells the code', async () => {
    const group = await usedGroup('mismatch');
    const target = new CheckedTarget();
    target.status = 404;
    await balancers.serve('10.1.0.3', target.answer);
    await balancers.register(group, '10.1.0.3');
    await until(async () => Promise.resolve(target.checks === 1));
    expect(await balancers.health(group)).toEqual({ '10.1.0.3': CHECKING });
    await target.nextCheck();
    await balancers.untilHealth(group, '10.1.0.3', 'unhealthy');
    expect(await balancers.health(group)).toEqual({
      '10.1.0.3': {
        State: 'unhealthy',
        Reason: 'Target.ResponseCodeMismatch',
        Description: 'Health checks failed with these codes: [404]',
      },
    });
  });

  test('that does not answer in time is unhealthy', async () => {
    const group = await usedGroup('silent', { HealthCheckTimeoutSeconds: 8 });
    let asked = 0;
    await balancers.serve('10.1.0.4', () => (asked += 1));
    await balancers.register(group, '10.1.0.4');
    await until(async () => Promise.resolve(asked === 1));
    await clock.advance(INTERVAL_MS);
    await until(async () => Promise.resolve(asked === 2));
    await clock.advance(7_999);
    expect(await balancers.health(group)).toEqual({ '10.1.0.4': CHECKING });
    await clock.advance(1);
    await balancers.untilHealth(group, '10.1.0.4', 'unhealthy');
    expect(await balancers.health(group)).toMatchObject({
      '10.1.0.4': { Reason: 'Target.Timeout', Description: 'Request timed out' },
    });
  });

  test('that does not listen has 10 seconds to start, then is unhealthy', async () => {
    const group = await usedGroup('refused');
    await balancers.register(group, '10.1.0.5');
    await until(async () => (await balancers.health(group))['10.1.0.5']?.Reason === 'Elb.InitialHealthChecking');
    await clock.advance(9_999);
    expect(await balancers.health(group)).toEqual({ '10.1.0.5': CHECKING });
    await until(async () => {
      await clock.advance(INTERVAL_MS);
      return (await balancers.health(group))['10.1.0.5']?.State === 'unhealthy';
    });
    expect(await balancers.health(group)).toMatchObject({
      '10.1.0.5': { Reason: 'Target.FailedHealthChecks', Description: 'Health checks failed' },
    });
  });

  test('that starts to listen after its first checks is healthy with the next one', async () => {
    const group = await usedGroup('late');
    await balancers.register(group, '10.1.0.6');
    await until(async () => (await balancers.health(group))['10.1.0.6']?.Reason === 'Elb.InitialHealthChecking');
    const target = new CheckedTarget();
    await balancers.serve('10.1.0.6', target.answer);
    await target.nextCheck();
    await balancers.untilHealth(group, '10.1.0.6', 'healthy');
  });
});

describe('a target that was healthy', () => {
  test('goes down and up again after as many checks as its group says', async () => {
    const group = await usedGroup('thresholds', { UnhealthyThresholdCount: 3, HealthyThresholdCount: 2 });
    const target = new CheckedTarget();
    await balancers.serve('10.1.1.1', target.answer);
    await balancers.register(group, '10.1.1.1');
    await balancers.untilHealth(group, '10.1.1.1', 'healthy');

    target.status = 503;
    await target.nextCheck();
    await target.nextCheck();
    expect(await balancers.health(group)).toMatchObject({ '10.1.1.1': { State: 'healthy' } });
    await target.nextCheck();
    await balancers.untilHealth(group, '10.1.1.1', 'unhealthy');

    target.status = 200;
    await target.nextCheck();
    expect(await balancers.health(group)).toMatchObject({ '10.1.1.1': { State: 'unhealthy' } });
    await target.nextCheck();
    await balancers.untilHealth(group, '10.1.1.1', 'healthy');
  });

  test('gets no requests while it is unhealthy, unless all are', async () => {
    const group = await usedGroup('fail-open');
    const [one, two] = [new CheckedTarget(), new CheckedTarget()];
    await balancers.serve('10.1.1.2', one.answer);
    await balancers.serve('10.1.1.3', two.answer);
    await balancers.register(group, '10.1.1.2', '10.1.1.3');
    for (const address of ['10.1.1.2', '10.1.1.3']) await balancers.untilHealth(group, address, 'healthy');

    one.status = 500;
    await one.nextCheck();
    await one.nextCheck();
    await balancers.untilHealth(group, '10.1.1.2', 'unhealthy');
    const answers = async (): Promise<string[]> => {
      const sent = [1, 2, 3, 4].map(() => balancers.ask({ to: balancer.dnsName }));
      return [...new Set(await Promise.all(sent))].sort();
    };
    expect(await answers()).toEqual(['200 served']);

    two.status = 501;
    await two.nextCheck();
    await two.nextCheck();
    await balancers.untilHealth(group, '10.1.1.3', 'unhealthy');
    expect(await answers()).toEqual(['500 served', '501 served']);
  });

  test('is judged by the codes, path and port that its group has now', async () => {
    const group = await usedGroup('settings', { Matcher: { HttpCode: '200-299,301' } });
    const target = new CheckedTarget();
    target.status = 301;
    await balancers.serve('10.1.1.4', target.answer);
    await balancers.register(group, '10.1.1.4');
    await balancers.untilHealth(group, '10.1.1.4', 'healthy');

    const admin = createServer((socket: Socket) => {
      socket.once('data', () => socket.end('this is no HTTP\r\n\r\n'));
    }).listen(0, '127.0.0.1');
    await once(admin, 'listening');
    fixture.aws.runtime.addresses.add('10.1.1.4', 9000, (admin.address() as AddressInfo).port);
    const settings = { HealthCheckPort: '9000', HealthCheckPath: '/admin' };
    await balancers.client.send(new ModifyTargetGroupCommand({ TargetGroupArn: group, ...settings }));
    await until(async () => {
      await clock.advance(INTERVAL_MS);
      // A check that has begun has to end before this clock goes on to its time limit.
      await wait(CHECK_MS);
      return (await balancers.health(group))['10.1.1.4']?.Reason === 'Target.FailedHealthChecks';
    });
    admin.close();
  });
});
