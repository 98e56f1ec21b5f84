import { asTyped } from '../../../cli/started-by';

test.each([
  ['npm start -- --keep', 'npx fargate-delivery start --keep'],
  ["Type npm run deploy -- 'dev-*'.", "Type npx fargate-delivery deploy 'dev-*'."],
  ['npm run bootstrap, once per account', 'npx fargate-delivery bootstrap, once per account'],
  ['npm run review:comment -- --help', 'npx fargate-delivery review:comment --help'],
  ['npm run <command> --', 'npx fargate-delivery <command>'],
])('"%s" is "%s" for a person who types npx', (text, expected) => {
  expect(asTyped(text, 'npx')).toBe(expected);
});

test.each(['npm ci failed', 'npm install embedded-aws', 'npm runs'])('"%s" stays as it is', (text) => {
  expect(asTyped(text, 'npx')).toBe(text);
});

test.each(['repository', 'npm run'] as const)('commands stay npm scripts when started by: %s', (startedBy) => {
  expect(asTyped('npm run plan -- dev-network', startedBy)).toBe('npm run plan -- dev-network');
});
