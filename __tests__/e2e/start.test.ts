import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { npx, startingProject } from './helpers/installed-project';
import { paths } from './helpers/run-folder';
import { temporaryFolder } from '../helpers/temporary-folder';

/** Milliseconds for a test on a busy machine. */
const TIMEOUT_MS = 1_800_000;

jest.setTimeout(TIMEOUT_MS);

/** The config of this repository, in the project. */
const SAMPLE = 'sample.config.ts';

/** Outside this repository, so that Node.js does not find its packages. */
const outside = temporaryFolder();

describe('npx fargate-delivery start with the sample', () => {
  it('deploys everything, delivers a service, and finds no changes', async () => {
    const project = startingProject(path.join(outside.path(), 'project'));
    copyFileSync(path.join(paths.root, 'platform.config.ts'), path.join(project, SAMPLE));
    const command = ['fargate-delivery', 'start'];
    const { exitCode, stdout, stderr } = await npx(project, command, { PLATFORM_CONFIG: SAMPLE });
    expect(`${String(exitCode)}\n${exitCode === 0 ? '' : stderr}`).toBe('0\n');
    expect(stdout).toContain('15 stacks');
    expect(stdout).toMatch(/dev-gateway: https:\/\/\w+\.execute-api\.eu-central-1\.amazonaws\.com\/dev/);
    expect(stdout).toContain('example-org/orders: push -> ');
    expect(stdout).toMatch(
      /of hello was delivered in (\d+) s\. GET http.*\n(?: {2}.*\n){3} {2}before: 200 <!DOCTYPE html> .*\n {2}after: {2}200 {"hello":"world"}/,
    );
    expect(stdout).toMatch(/while it rolled out: \d+ requests, none failed/);
    const deployment = secondsIn(stderr, /✔ Deploy 15 stacks.*\((\d+) s\)/g)[0] ?? 0;
    const pushes = secondsIn(stdout, /was delivered in (\d+) s/g);
    expect(pushes).toHaveLength(2);
    for (const push of pushes) expect(push).toBeLessThan(Math.max(60, deployment / 2));
    expect(stdout).toMatch(/GitHub delivered push to http.*: 200/);
    expect(stdout).toMatch(/the same with a wrong secret starts nothing: 403/);
    expect(stdout).toMatch(/the same of another branch starts nothing: 200/);
    for (const step of ['no changes', 'the same bytes']) expect(stderr).toMatch(new RegExp(`✔ .*${step}`));
  });
});

/** The numbers that a text tells at some places. */
function secondsIn(text: string, place: RegExp): number[] {
  return [...text.matchAll(place)].map(([, seconds]) => Number(seconds));
}
