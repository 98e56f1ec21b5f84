import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { config } from '../helpers/config';
import { temporaryFolder } from '../helpers/temporary-folder';
import { npx, startingProject } from './helpers/installed-project';

/** Milliseconds for a test on a busy machine. */
const TIMEOUT_MS = 1_800_000;

jest.setTimeout(TIMEOUT_MS);

const PROTECTED = config({ environments: { dev: { protect: true, network: { natGateways: 0 } } } });

/** Outside this repository, so that Node.js does not find its packages. */
const outside = temporaryFolder();

describe('npx fargate-delivery start --destroy', () => {
  it('lifts the protection of a protected environment, destroys everything and leaves no resource', async () => {
    const project = startingProject(path.join(outside.path(), 'project'));
    writeFileSync(path.join(project, 'protected.json'), JSON.stringify(PROTECTED));
    const command = ['fargate-delivery', 'start', '--destroy'];
    const { exitCode, stdout, stderr } = await npx(project, command, { PLATFORM_CONFIG: 'protected.json' });
    expect(`${String(exitCode)}\n${exitCode === 0 ? '' : stderr}`).toBe('0\n');
    expect(stdout).toMatch(/of hello was delivered in \d+ s/);
    for (const step of [
      'no changes',
      'Lift the protection: deploy \\d+ stacks with protect: false',
      'Destroy 6 stacks in reverse order',
      'Destroy the state bucket',
      'deleted webhooks: refused',
      'remaining resources: none',
    ])
      expect(stderr).toMatch(new RegExp(`✔ .*${step}`));
  });
});
