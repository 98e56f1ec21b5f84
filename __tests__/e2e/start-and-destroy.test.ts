import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { config } from '../helpers/config';
import { temporaryFolder } from '../helpers/temporary-folder';
import { section, TESTED } from './helpers/guide/first-hour';
import { patternOf, readable } from './helpers/guide/shown';
import { npx, startingProject } from './helpers/installed-project';

/** Milliseconds for a test on a busy machine. */
const TIMEOUT_MS = 1_800_000;

jest.setTimeout(TIMEOUT_MS);

const PROTECTED = config({ environments: { dev: { protect: true, network: { natGateways: 0 } } } });

/** Outside this repository, so that Node.js does not find its packages. */
const outside = temporaryFolder();

/** `npm start` in docs/first-hour.md, and what it shows. */
const [started] = TESTED.rehearsal.flatMap(section);

describe('npx fargate-delivery start --destroy', () => {
  it('deploys everything, delivers a service twice, finds no changes, and leaves no resource of a protected environment', async () => {
    const project = startingProject(path.join(outside.path(), 'project'));
    writeFileSync(path.join(project, 'protected.json'), JSON.stringify(PROTECTED));
    const command = ['fargate-delivery', 'start', '--destroy'];
    const { exitCode, stdout, stderr } = await npx(project, command, { PLATFORM_CONFIG: 'protected.json' });
    expect(`${String(exitCode)}\n${exitCode === 0 ? '' : stderr}`).toBe('0\n');
    expect(started).toMatchObject({ kind: 'commands', lines: ['npm start'] });
    expect(readable(stdout)).toMatch(patternOf(started?.kind === 'commands' ? (started.shown ?? '') : ''));
    showsWhatItDid(stdout);
    deliversInTime(stdout, stderr);
    for (const step of [
      'the same bytes',
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

function showsWhatItDid(stdout: string): void {
  expect(stdout).toContain('7 stacks');
  expect(stdout).toMatch(/dev-gateway: https:\/\/\w+\.execute-api\.eu-central-1\.amazonaws\.com\/dev/);
  expect(stdout).toContain('example-org/hello: push -> ');
  expect(stdout).toMatch(
    /of hello was delivered in (\d+) s\. GET http.*\n(?: {2}.*\n){3} {2}before: 200 <!DOCTYPE html> .*\n {2}after: {2}200 {"hello":"world"}/,
  );
  expect(stdout).toMatch(/while it rolled out: \d+ requests, none failed/);
  expect(stdout).toMatch(/GitHub delivered push to http.*: 200/);
  expect(stdout).toMatch(/the same with a wrong secret starts nothing: 403/);
  expect(stdout).toMatch(/the same of another branch starts nothing: 200/);
}

/** A minute for each push, or on a busy machine less than half of what the deployment took. */
function deliversInTime(stdout: string, stderr: string): void {
  const deployment = secondsIn(stderr, /✔ Deploy 7 stacks.*\((\d+) s\)/g)[0] ?? 0;
  const pushes = secondsIn(stdout, /was delivered in (\d+) s/g);
  expect(pushes).toHaveLength(2);
  for (const push of pushes) expect(push).toBeLessThan(Math.max(60, deployment / 2));
}

/** The numbers that a text tells at some places. */
function secondsIn(text: string, place: RegExp): number[] {
  return [...text.matchAll(place)].map(([, seconds]) => Number(seconds));
}
