import path from 'node:path';
import type { Environment } from '../../cli/project';
import { temporaryFolderOfFile } from '../helpers/temporary-folder';
import { allowedActions, askedFor, bootstrapper } from './helpers/guide/bootstrap-policy';
import { useEmptyCloud } from './helpers/guide/empty-cloud';
import { PLATFORM, section, TESTED, TITLES } from './helpers/guide/first-hour';
import { GuideReader } from './helpers/guide/follow-guide';

/** Milliseconds for a test on a busy machine. */
jest.setTimeout(1_800_000);

/** What versions of the AWS provider ask for that are newer than this one. Source: hashicorp/terraform-provider-aws#45251. */
const OF_NEWER_PROVIDERS = ['s3:ListTagsForResource', 's3:TagResource'];

/** Outside this repository, so that Node.js does not find its packages. */
const outside = temporaryFolderOfFile();

describe('the first hour, as docs/first-hour.md tells it', () => {
  const cloud = useEmptyCloud(PLATFORM);
  let credentials: Environment = {};
  let reader: GuideReader;

  beforeAll(() => {
    reader = new GuideReader(path.join(outside.path(), 'shop'), () => ({ ...cloud.env(), ...credentials }));
  });

  it('is tested whole', () => {
    expect(Object.values(TESTED).flat()).toEqual(TITLES);
  });

  it.each([...TESTED.project, ...TESTED.config, ...TESTED.untilBootstrap.slice(0, -1)])('%s', async (title) => {
    await expect(reader.follow(section(title))).resolves.toBeUndefined();
  });

  describe('with the policy of the guide and no other permission', () => {
    beforeAll(async () => {
      credentials = await bootstrapper(cloud.rehearsal);
    });

    it.each(TESTED.untilBootstrap.slice(-1))('%s', async (title) => {
      await expect(reader.follow(section(title))).resolves.toBeUndefined();
    });

    it('bootstrap can be repeated', async () => {
      expect(await reader.type('npm run bootstrap')).toMatchObject({ exitCode: 0 });
    });

    it('every action of the policy is asked for, and no other', () => {
      const allowed = allowedActions().filter((action) => !OF_NEWER_PROVIDERS.includes(action));
      expect(allowed.filter((action) => action.includes('*'))).toEqual([]);
      expect(askedFor(cloud.rehearsal)).toEqual(allowed);
    });

    it('nothing else can be deployed', async () => {
      const { exitCode, seen } = await reader.type('npm run deploy -- web-registry');
      expect(exitCode).toBe(1);
      expect(seen).toMatch(/"shop\/web-registry.tfstate"[^]* StatusCode: 403/);
    });
  });
});
