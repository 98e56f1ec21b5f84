import { join } from 'node:path';
import { loadPlatform } from '../../config/load';
import { venvOf } from '../../cli/project';
import { startRehearsal, type Rehearsal } from '../../cli/start/rehearsal';
import { rehearsalEnvironment } from '../../cli/start/rehearsal-environment';
import { makeRecord, type MadeReview } from '../../cli/review/record/make-record';
import { reviewRecord } from '../../cli/review/record/record';
import { installMoto } from 'embedded-aws/moto/install';
import type { Review } from 'plan-review/report/review';
import { projectCopy } from './helpers/review/project-copy';
import { reviewWhole } from './helpers/review/review-project';
import { testKey } from '../helpers/mac-key';
import { paths, useRunFolder } from './helpers/run-folder';
import { startWatchdog, type Watchdog } from './helpers/watchdog';

/** Milliseconds for plans of a whole platform on a busy machine. */
jest.setTimeout(1_800_000);

describe('the review of a platform of which nothing is deployed, not even its state bucket', () => {
  const fileOfRun = useRunFolder();
  let watchdog: Watchdog;
  let rehearsal: Rehearsal;
  let reviewed: Review;
  let made: MadeReview;

  beforeAll(async () => {
    watchdog = startWatchdog();
    const python = await installMoto({ directory: venvOf(paths) });
    const platform = loadPlatform(join(paths.root, 'platform.config.ts'));
    rehearsal = await startRehearsal({ platform, python, folder: fileOfRun(''), mark: watchdog.mark });
    const project = projectCopy(fileOfRun('sample'));
    project.git('commit', '--allow-empty', '--message', 'nothing');
    const env = rehearsalEnvironment({ ...process.env, ...watchdog.mark }, rehearsal.address);
    const whole = await reviewWhole(project.root, env);
    if (whole.made === undefined) throw new Error('nothing was planned');
    ({ review: reviewed, made } = { ...whole, made: whole.made });
  });

  afterAll(async () => {
    await rehearsal.close();
    await watchdog.end();
  });

  it('plans every stack of it as new', () => {
    const outcomes = reviewed.stacks.map(({ stack, outcome }) => [stack, outcome.kind]);
    expect(outcomes).toHaveLength(15);
    expect(outcomes.filter(([, kind]) => kind !== 'planned')).toEqual([]);
    const actions = new Set(reviewed.stacks.flatMap(({ changes }) => changes.map(({ change }) => change.action)));
    expect([...actions].sort()).toEqual(['create', 'read']);
  });

  it('names the made-up values, and uses the values that other plans contain', () => {
    const placeholders = reviewed.stacks.find(({ stack }) => stack === 'dev-gateway')?.placeholders;
    const secretOf = (stack: string): object => ({
      stack,
      output: 'origin_secret_parameter_name',
      value: `placeholder-${stack}-origin-secret-parameter-name`,
    });
    expect(placeholders).toEqual([
      secretOf('dev-hello'),
      {
        stack: 'dev-network',
        output: 'load_balancer_dns_name',
        value: 'load-balancer-dns-name.dev-network.placeholder.invalid',
      },
      { stack: 'dev-network', output: 'origin_secret_parameter_name', value: '/shop/dev/origin-secret' },
      secretOf('dev-orders'),
    ]);
  });

  it('shows nothing that the review put into a stack', () => {
    const types = reviewed.stacks.flatMap(({ changes }) => changes.map(({ change }) => change.type));
    expect(types).toContain('aws_api_gateway_rest_api');
    expect(types).not.toContain('terraform_data');
  });

  it('says that there was nothing to compare with, and no bucket', () => {
    const rules = reviewed.findings.map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['base-not-synthesized', 'no-state-bucket']));
  });

  it('is written down in a record that a deployment reads, without what was made up', async () => {
    const key = testKey();
    const record = reviewRecord.parse(await makeRecord(made, { isAccepted: false }, key));
    expect(record.stacks).toHaveLength(15);
    expect(JSON.stringify(record)).not.toContain('placeholder.invalid');
    const gateway = record.stacks.find(({ stack }) => stack === 'dev-gateway');
    const integrations = gateway?.changes.filter(({ address }) => address.startsWith('aws_api_gateway_integration.'));
    expect(integrations?.length).toBeGreaterThan(0);
    expect(integrations?.every(({ values }) => values['uri']?.after === 'unknown')).toBe(true);
    // Secrets are few, and each is asked for once.
    expect(key.calls.generate).toBeLessThan(100);
  });
});
