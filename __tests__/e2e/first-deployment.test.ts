import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../cli/project';
import { localUrl } from '../../cli/rehearse/rehearse-push';
import { requireNoRemainingResources } from '../../cli/start/require-no-remaining-resources';
import { temporaryFolderOfFile } from '../helpers/temporary-folder';
import { useEmptyCloud } from './helpers/guide/empty-cloud';
import { PLATFORM, section, TESTED } from './helpers/guide/first-hour';
import { GuideReader } from './helpers/guide/follow-guide';
import { makeBucketsEarly, WAITING_FOR_LOCKS } from './helpers/guide/make-buckets-early';

/** Milliseconds for a test on a busy machine. */
jest.setTimeout(1_800_000);

/** Outside this repository, so that Node.js does not find its packages. */
const outside = temporaryFolderOfFile();

describe('the first deployment, as docs/first-hour.md tells it', () => {
  const cloud = useEmptyCloud(PLATFORM);
  let reader: GuideReader;

  const project = (...names: readonly string[]): string => path.join(outside.path(), 'shop', ...names);

  /** With the providers that the commands of the project have found on this machine. */
  const env = (): Environment => {
    const settings = project('.rehearsal', 'terraform.rc');
    return {
      ...cloud.env(),
      ...WAITING_FOR_LOCKS,
      ...(existsSync(settings) && { TF_CLI_CONFIG_FILE: settings }),
    };
  };

  const apiUrl = (seen: string): string => /api_url = (https\S+)/.exec(seen)?.[1] ?? '';

  const follow = async (titles: readonly string[]): Promise<void> => {
    for (const title of titles) await reader.follow(section(title));
  };

  beforeAll(async () => {
    reader = new GuideReader(project(), env, (_, seen) => localUrl(cloud.rehearsal.aws.endpoint, apiUrl(seen)));
    await follow([...TESTED.project, ...TESTED.config, ...TESTED.untilBootstrap.slice(-1)]);
    await reader.type('npm run synth');
  });

  it.each(TESTED.deployment.slice(0, 1))('%s', async (title) => {
    const early = makeBucketsEarly(project('cdktf.out'), 'web-pipeline', path.join(outside.path(), 'early'), env());
    await expect(Promise.all([follow([title]), early])).resolves.toBeDefined();
  });

  it('the CDKTF CLI can do the same', async () => {
    const command = 'npx cdktf deploy web-registry --auto-approve --skip-provider-lock';
    const { exitCode, seen } = await reader.type(command);
    expect({ exitCode, seen }).toEqual({ exitCode: 0, seen: expect.stringContaining('No changes.') as string });
  });

  it.each(TESTED.deployment.slice(1))('%s', async (title) => {
    await expect(follow([title])).resolves.toBeUndefined();
  });

  it('nothing is left then', async () => {
    await requireNoRemainingResources(cloud.rehearsal);
    expect(cloud.rehearsal.github.hooks()).toEqual([]);
  });
});
