import { writeFile } from 'node:fs/promises';
import { IAMClient } from '@aws-sdk/client-iam';
import { pushFolder } from 'embedded-aws/github/git/push-folder';
import { stackOutputs } from '../../../cli/rehearse/stack-outputs';
import { config } from '../../helpers/config';
import { withoutActions } from './granted-actions';
import { BUILD_ROLE, EXECUTION_ROLE, RECORD_ROLE, RELEASE_ROLE, type NeededActions } from './needed-actions';
import { pushService } from './push-service';
import { useRehearsedPlatform, type RehearsedPlatform } from './rehearsed-platform';
import { SAMPLE, writeSource } from './sample-source';
import { StageAttempts, type StageFailure } from './stage-attempts';

// With the boundaries that jobs give to roles, and keys of the account: a delivery has to work within them.
const PLATFORM = config({
  ci: { repository: 'platform' },
  environments: { dev: { network: { natGateways: 0 }, encryption: 'customerManaged' } },
});

/** A platform whose deliveries are tried without some permissions. */
export interface DeniedPlatform {
  readonly deployed: RehearsedPlatform;
  /** A checkout of the sample that differs from others. @returns its folder */
  readonly source: (name: string, comment: string) => Promise<string>;
  /** Requires that deliveries fail without each of these actions, and say so. */
  readonly needs: (needed: readonly NeededActions[]) => void;
  /** The same as long as nothing was released. */
  readonly needsFirst: (needed: NeededActions) => void;
}

/** Deploys the platform before the tests of the file that calls this, and takes it away after them. */
export function useDeniedPlatform(): DeniedPlatform {
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

  const needsFirst = ({ stage, role, actions }: NeededActions): void => {
    it.each(actions)('%s of the role that records, as long as nothing was released, and says so', async (action) => {
      await isMissed(stage, role, action);
    });
  };

  const needs = (needed: readonly NeededActions[]): void => {
    beforeAll(async () => {
      await pushService(deployed, SAMPLE);
    });

    it.each(needed.flatMap(({ actions, ...each }) => actions.map((action) => ({ ...each, action }))))(
      '$action of $role, and says so in stage $stage where it is missing',
      async ({ stage, role, action }) => {
        await isMissed(stage, role, action);
      },
    );
  };

  return { deployed, source, needs, needsFirst };
}
