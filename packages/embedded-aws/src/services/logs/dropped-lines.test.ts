import { ResourceNotFoundException } from '@aws-sdk/client-cloudwatch-logs';

import { warnOfDroppedLines } from './dropped-lines';

const warnings: string[] = [];
const drop = (): ((error: unknown) => void) =>
  warnOfDroppedLines({ warn: (message) => warnings.push(message) }, '/ecs/shop', 'web/app/1');

beforeEach(() => warnings.splice(0));

test('that lines are dropped is told once, with the reason', () => {
  const refused = drop();
  refused(new Error('User is not authorized'));
  refused(new Error('User is not authorized'));
  expect(warnings).toEqual(['Log lines of /ecs/shop, web/app/1 are dropped: Error: User is not authorized']);
});

test('lines of a log group that was deleted are dropped without a warning', () => {
  drop()(new ResourceNotFoundException({ message: 'The specified log group does not exist.', $metadata: {} }));
  expect(warnings).toEqual([]);
});
