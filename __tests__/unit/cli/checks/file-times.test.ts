import { renderSlowest, tooSlow } from '../../../../cli/checks/file-times';

describe('the slowest test files', () => {
  test('are ten, slowest first', () => {
    const times = Array.from({ length: 12 }, (_, index) => ({ name: `${index}.test.ts`, seconds: index }));
    const lines = renderSlowest(times).split('\n').slice(1);
    expect(lines).toHaveLength(10);
    expect([lines[0], lines[9]]).toEqual(['   11 s  11.test.ts', '    2 s  2.test.ts']);
  });

  test('name what other programs cost', () => {
    const [, line] = renderSlowest([{ name: 'a.test.ts', seconds: 100, quietSeconds: 60 }]).split('\n');
    expect(line).toBe('  100 s  a.test.ts (60 s without the other programs of this machine)');
  });
});

describe('a test file', () => {
  test.each([
    ['six minutes', 360, 360, 0],
    ['longer than six minutes', 361, 361, 1],
    ['longer than six minutes on a busy machine only', 700, 360, 0],
    ['longer than six minutes where it is not known how busy the machine was', 700, undefined, 0],
  ])('that takes %s fails as it should', (_, seconds, quietSeconds, failures) => {
    expect(tooSlow([{ name: 'a.test.ts', seconds, quietSeconds }])).toHaveLength(failures);
  });
});
