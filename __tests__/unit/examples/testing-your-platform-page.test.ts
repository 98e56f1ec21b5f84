import { readFileSync } from 'node:fs';

test('docs/testing-your-platform.md shows the tests that are run here', () => {
  const tests = readFileSync('__tests__/unit/examples/testing-your-platform.test.ts', 'utf8');
  expect(readFileSync('docs/testing-your-platform.md', 'utf8')).toContain(`\`\`\`ts\n${tests}\`\`\``);
});
