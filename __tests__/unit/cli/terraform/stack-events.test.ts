import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { followSteps, parseLogLine, type StackEvent } from '../../../../cli/terraform/stack-events';
import { StackTimes } from '../../../../cli/terraform/stack-times';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const at = Date.parse('2026-01-02T03:04:05.678');
const line = (text: string): string => `[2026-01-02T03:04:05.678] [DEBUG] default - ${text}`;

describe("a line of the CDKTF CLI's log", () => {
  test.each([
    ['[dev-network](init): Initializing the backend...', 'init'],
    ['[dev-network]: planning', 'start'],
    ['[dev-network]: done', 'done'],
    ['[dev-network]: errored', 'failed'],
  ] as const)('%s is the step %s', (text, step) => {
    expect(parseLogLine(line(text))).toEqual({ stack: 'dev-network', step, at });
  });

  test.each(['[dev-network]: deploying', '[dev-network](deploy): aws_vpc.vpc: Creating...', 'Outputs: {}', ''])(
    '%j is no step',
    (text) => {
      expect(parseLogLine(line(text))).toBeUndefined();
    },
  );

  test('terraform output that looks like a step is not a step', () => {
    expect(parseLogLine('[dev-network]: done')).toBeUndefined();
  });
});

describe('following a log', () => {
  const folder = temporaryFolder();

  test('reports every step once, however the log is split into pieces', async () => {
    const file = path.join(folder.path(), 'cdktf.log');
    const events: StackEvent[] = [];
    const stop = followSteps(file, (event) => events.push(event));
    appendFileSync(file, `${line('[a]: planning')}\n${line('[b]: pla')}`);
    appendFileSync(file, `nning\n╷ not a step\n${line('[a]: done')}\nno end of line`);
    await stop();
    expect(events.map(({ stack, step }) => `${stack} ${step}`)).toEqual(['a start', 'b start', 'a done']);
  });

  test('a log that never appears reports no step', async () => {
    const events: StackEvent[] = [];
    await followSteps(path.join(folder.path(), 'missing.log'), (event) => events.push(event))();
    expect(events).toEqual([]);
  });
});

describe('the times of stacks', () => {
  const timesAfter = (...events: [string, StackEvent['step'], number][]): StackTimes => {
    const times = new StackTimes(['a', 'b', 'c', 'd', 'e', 'f']);
    for (const [stack, step, second] of events) times.add({ stack, step, at: second * 1000 });
    return times;
  };

  test('before the first stack begins, the preparation is shown', () => {
    expect(timesAfter(['a', 'init', 0], ['a', 'init', 1], ['b', 'init', 2]).status('deploy')).toBe(
      'preparing terraform, 2 of 6 stacks',
    );
  });

  test('then the number of finished stacks and the running ones are shown', () => {
    const times = timesAfter(['a', 'start', 0], ['b', 'start', 0], ['a', 'done', 5]);
    expect(times.status('deploy')).toBe('1 of 6 stacks deployed, working on b');
    expect(times.status('destroy')).toBe('1 of 6 stacks destroyed, working on b');
  });

  test('more than four running stacks are not all named', () => {
    const times = timesAfter(...['a', 'b', 'c', 'd', 'e'].map((name): [string, 'start', number] => [name, 'start', 0]));
    expect(times.status('deploy')).toBe('0 of 6 stacks deployed, working on a, b, c, d, ...');
  });

  test('seconds are those from the first start to the first end, and only of stacks that ended', () => {
    const times = timesAfter(
      ['a', 'start', 1],
      ['a', 'start', 9],
      ['a', 'done', 11.4],
      ['a', 'done', 20],
      ['b', 'start', 1],
    );
    expect([...times.seconds()]).toEqual([['a', 10]]);
  });

  test('steps of stacks that are not part of the run change nothing', () => {
    expect([...timesAfter(['x', 'start', 0], ['x', 'done', 1]).seconds()]).toEqual([]);
  });
});
