import { writeFile } from 'node:fs/promises';
import { IAMClient } from '@aws-sdk/client-iam';
import { pushFolder } from 'embedded-aws/github/git/push-folder';
import { stackOutputs } from '../../cli/rehearse/stack-outputs';
import { config, type RawConfig } from '../helpers/config';
import { grantedActions, withoutActions } from './helpers/granted-actions';
import {
  BUILD_ROLE,
  EXECUTION_ROLE,
  explainedActions,
  NEEDED,
  NEEDED_FIRST,
  RECORD_ROLE,
  RELEASE_ROLE,
  SPARED,
} from './helpers/needed-actions';
import { pushService } from './helpers/push-service';
import { useRehearsedPlatform } from './helpers/rehearsed-platform';
import { SAMPLE, writeSource } from './helpers/sample-source';
import { StageAttempts, type StageFailure } from './helpers/stage-attempts';
import { keptKeys } from './suites/kept-keys';

// With the boundaries that jobs give to roles, and keys of the account: a delivery has to work within them.
const encryptedBy = (encryption: string): RawConfig =>
  config({ ci: { repository: 'platform' }, environments: { dev: { network: { natGateways: 0 }, encryption } } });
const PLATFORM = encryptedBy('customerManaged');

describe('a delivery needs', () => {
  const deployed = useRehearsedPlatform(async (fileOfRun) => {
    await writeFile(fileOfRun('config.json'), JSON.stringify(PLATFORM));
    return fileOfRun('config.json');
  });
  let attempts: StageAttempts;

  const source = (name: string, comment: string): Promise<string> =>
    writeSource(deployed.workspace.file(name), (text) => `${text}\n// ${comment}\n`);

  beforeAll(async () => {
    const pipeline = await stackOutputs(deployed.workspace, 'hello-pipeline');
    const { aws, github, address } = deployed.rehearsal;
    const repository = { owner: 'example-org', repository: 'hello', branch: 'main', token: address.githubToken };
    let pushes = 0;
    attempts = new StageAttempts({
      settings: aws.settings,
      pipelineName: pipeline('pipeline_name'),
      projects: [BUILD_ROLE, RELEASE_ROLE, RECORD_ROLE],
      push: async () => {
        pushes += 1;
        const folder = await source('attempt', `attempt ${pushes}`);
        await pushFolder(github, { ...repository, folder, message: 'Attempt' });
      },
    });
  });

  /** Delivers without an action, which has to fail in a stage that says so. */
  const isMissed = async (stage: string, role: string, action: string): Promise<void> => {
    const attempt = (): Promise<StageFailure | undefined> => attempts.fail(stage, role === EXECUTION_ROLE);
    const failure = await withoutActions(deployed.client(IAMClient), role, [action], attempt);
    expect(failure?.stage).toBe(stage);
    expect(failure?.told).toMatch(new RegExp(`assumed-role/${role}/\\S+ is not authorized to perform: ${action} on`));
  };

  it.each(Object.keys(SPARED))(
    'every action that role %s is granted, but for those with another reason',
    async (role) => {
      expect(await grantedActions(deployed.client(IAMClient), role)).toEqual(explainedActions(role));
    },
  );

  it.each(NEEDED_FIRST.actions)(
    '%s of the role that records, as long as nothing was released, and says so',
    async (action) => {
      await isMissed(NEEDED_FIRST.stage, NEEDED_FIRST.role, action);
    },
  );

  describe('once a release runs', () => {
    beforeAll(async () => {
      await pushService(deployed, SAMPLE);
    });

    it.each(NEEDED.flatMap(({ actions, ...needed }) => actions.map((action) => ({ ...needed, action }))))(
      '$action of $role, and says so in stage $stage where it is missing',
      async ({ stage, role, action }) => {
        await isMissed(stage, role, action);
      },
    );

    it('no other action, even if all others are missing at once', async () => {
      const iam = deployed.client(IAMClient);
      const deliver = (): Promise<unknown> =>
        source('spared', 'spared').then((folder) => pushService(deployed, folder));
      const withoutAll = Object.entries(SPARED).reduce(
        (attempt, [role, reasons]) =>
          () =>
            withoutActions(iam, role, Object.keys(reasons), attempt),
        deliver,
      );
      await expect(withoutAll()).resolves.toMatchObject({ service: 'hello' });
    });
  });

  keptKeys(deployed, encryptedBy('awsManaged'));
});
