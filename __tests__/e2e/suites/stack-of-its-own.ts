import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Review } from 'plan-review/report/review';
import { capture, type RunResult } from '../../../cli/processes/run';
import type { Environment } from '../../../cli/project';
import type { GitProject } from '../../helpers/git-project';
import type { RawConfig } from '../../helpers/config';
import { askRds } from '../helpers/ask-rds';
import type { RehearsedPlatform } from '../helpers/rehearsed-platform';
import { projectCopy } from '../helpers/review/project-copy';
import { review } from '../helpers/review/review-project';
import { paths } from '../helpers/run-folder';

const CONFIG = 'platform.config.json';
const EXAMPLE = readFileSync(join(paths.root, '__tests__/fixtures/own-stacks/stacks.ts'), 'utf8');

/** The same, which no service is connected to. */
const UNCONNECTED = EXAMPLE.replace("!== 'hello'", "!== 'reports'");

/** What came of each step, in their order: each begins when the one before has ended. */
interface Steps {
  readonly reviewed: Promise<Review>;
  readonly deployed: Promise<RunResult>;
  readonly planned: Promise<RunResult>;
  readonly drifted: Promise<RunResult>;
  readonly reviewedChange: Promise<Review>;
  readonly destroyed: Promise<RunResult>;
}

/**
 * docs/add-a-database.md, followed in a project of its own on a deployed platform. The steps begin with the first test of
 * the file: the AWS provider waits for minutes until a database is there, and until it is gone.
 * @param platform config of what is deployed
 */
export function stackOfItsOwn(deployed: RehearsedPlatform, platform: RawConfig): void {
  let steps: Steps | undefined;

  beforeAll(() => {
    steps = follow(deployed, platform);
    for (const step of Object.values<Promise<unknown>>({ ...steps })) step.catch(() => undefined);
  });

  const outcome = <Name extends keyof Steps>(name: Name): Steps[Name] => {
    if (steps === undefined) throw new Error('nothing was begun');
    return steps[name];
  };

  describe('a database in a stack of its own', () => {
    it('is reviewed before it is there, with the service that is connected to it, and nothing else is', async () => {
      const { stacks, verdict } = await outcome('reviewed');
      expect(stacks.map(({ stack }) => stack)).toEqual(['dev-database', 'dev-hello']);
      expect(stacks[0]?.placeholders).toEqual([]);
      expect(stacks[1]?.outcome).toMatchObject({ kind: 'planned' });
      expect(JSON.stringify(stacks[1])).toContain('DATABASE_PASSWORD');
      expect(stacks[0]?.outcome).toMatchObject({ kind: 'planned', counts: { add: 5, change: 0, destroy: 0 } });
      expect(verdict).not.toBe('dangerous');
    });

    it('is deployed by its name, and then nothing is left to change', async () => {
      const { exitCode: deployedWith, output: told } = await outcome('deployed');
      expect({ deployedWith, told }).toMatchObject({ deployedWith: 0 });
      const { exitCode, output } = await outcome('planned');
      expect(output).toContain('Planning dev-database\n');
      expect(output).toContain('No changes.');
      expect(exitCode).toBe(0);
    });

    it('is compared with what somebody has changed outside of Terraform', async () => {
      const { exitCode, output } = await outcome('drifted');
      expect(output).toContain('aws_db_instance.database');
      expect(output).toContain('backup_retention_period');
      expect(exitCode).toBe(2);
    });

    it('is reviewed when its code changes', async () => {
      const { stacks } = await outcome('reviewedChange');
      expect(stacks.map(({ stack }) => stack)).toEqual(['dev-database']);
      expect(stacks[0]?.outcome).toMatchObject({ kind: 'planned', counts: { add: 0, change: 1, destroy: 0 } });
      expect(JSON.stringify(stacks)).toContain('db.t4g.small');
    });

    it('is destroyed alone', async () => {
      const { exitCode, output } = await outcome('destroyed');
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      expect(await askRds(deployed, 'DescribeDBInstances')).not.toContain('shop-dev-database');
    });
  });
}

function follow(deployed: RehearsedPlatform, platform: RawConfig): Steps {
  const { workspace } = deployed;
  const project = projectOf(workspace.file('with-a-database'), platform);
  const env = { ...workspace.env, PLATFORM_CONFIG: CONFIG };
  const run = (...args: string[]): Promise<RunResult> => command(project.root, env, args);

  const reviewed = review(project.root, env);
  const made = reviewed.then(() => {
    // The services of the platform stay as they are.
    project.write('stacks.ts', UNCONNECTED);
    return run('deploy', 'database', '--auto-approve');
  });
  const planned = made.then(() => run('plan', 'database'));
  const drifted = planned.then(async () => {
    await changeOutside(deployed, '1');
    return run('drift', 'database');
  });
  const reviewedChange = drifted.then(async () => {
    await changeOutside(deployed, '7');
    project.commit('deployed');
    project.write('stacks.ts', UNCONNECTED.replace('db.t4g.micro', 'db.t4g.small'));
    return review(project.root, env);
  });
  const destroyed = reviewedChange.then(() => run('destroy', 'dev-database', '--auto-approve'));
  return { reviewed, deployed: made, planned, drifted, reviewedChange, destroyed };
}

/** A project whose last commit is what is deployed, and whose working tree has the database as well. */
function projectOf(root: string, platform: RawConfig): GitProject {
  const project = projectCopy(root);
  project.write(CONFIG, JSON.stringify(platform));
  project.commit('without a database');
  const main = readFileSync(join(paths.root, 'main.ts'), 'utf8');
  project.write(
    'main.ts',
    main
      .replace(/^/, "import { database } from './stacks';\n")
      .replace(/finish \}\);/, 'finish, stacks: [database] });'),
  );
  project.write('stacks.ts', EXAMPLE);
  project.write(CONFIG, JSON.stringify({ ...platform, stacks: { database: {} } }));
  return project;
}

/** A command of this repository, which finds its own packages, in the folder of a project. */
function command(root: string, env: Environment, args: readonly string[]): Promise<RunResult> {
  const settings = { cwd: root, env: { ...env, TSX_TSCONFIG_PATH: join(paths.root, 'tsconfig.json') } };
  return capture(process.execPath, [join(paths.root, 'cli/run.mjs'), ...args], settings);
}

async function changeOutside(deployed: RehearsedPlatform, days: string): Promise<void> {
  await askRds(deployed, 'ModifyDBInstance', {
    DBInstanceIdentifier: 'shop-dev-database',
    BackupRetentionPeriod: days,
    ApplyImmediately: 'true',
  });
}
