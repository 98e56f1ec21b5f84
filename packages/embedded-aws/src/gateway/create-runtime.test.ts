import { once } from 'node:events';

import { SteppedClock } from '../clock';
import { createRuntime, type OwnedRuntime } from './create-runtime';

let failures: Error[];
let warnings: string[];
let runtime: OwnedRuntime;

beforeEach(() => {
  failures = [];
  warnings = [];
  runtime = createRuntime({
    endpoint: 'http://127.0.0.1:1',
    memory: {},
    folder: '/nowhere',
    programs: [],
    environment: {},
    githubUrl: 'http://127.0.0.1:1',
    clock: new SteppedClock(),
    containers: () => {
      throw new Error('no containers run');
    },
    onFailure: (failure) => failures.push(failure),
    onWarning: (warning) => warnings.push(warning),
  });
});

test('what fails in the background is told', async () => {
  const bug = new Error('a bug');
  runtime.background('a build', () => Promise.reject(bug));
  await runtime.stop();
  expect(failures).toMatchObject([{ message: 'a build failed', cause: bug }]);
});

test('a wait that ends with the embedded AWS is no failure', async () => {
  runtime.background('a build', (signal) => runtime.clock.sleep(1000, signal));
  await runtime.stop();
  expect(failures).toEqual([]);
});

test('a bug that shows while the embedded AWS ends is told', async () => {
  const bug = new Error('a bug');
  runtime.background('a build', async (signal) => {
    await once(signal, 'abort');
    throw bug;
  });
  await runtime.stop();
  expect(failures).toMatchObject([{ message: 'a build failed', cause: bug }]);
});

test('warnings are told until the end', async () => {
  runtime.warn('log lines are dropped');
  await runtime.stop();
  runtime.warn('the connection was closed');
  expect(warnings).toEqual(['log lines are dropped']);
});
