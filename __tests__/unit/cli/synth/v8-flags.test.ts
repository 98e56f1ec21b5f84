import { execFileSync } from 'node:child_process';
import { v8Flags } from '../../../../cli/synth/v8-flags';

test('the Node.js that runs takes the flags', () => {
  const flags = v8Flags(process.versions.node);
  expect(execFileSync(process.execPath, [...flags, '-p', 'process.execArgv.length']).toString()).toMatch(/^\d+\n$/);
});

test('a Node.js that refuses a flag does not get it', () => {
  expect(v8Flags('20.20.2')).toContain('--interrupt-budget=1000000');
  expect(v8Flags('22.0.0').join(' ')).not.toContain('interrupt-budget');
  expect(v8Flags('100.1.0').join(' ')).not.toContain('interrupt-budget');
});
