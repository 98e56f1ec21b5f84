import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  PlanningProviders,
  withPlanningProviders,
} from '../../../../../cli/terraform/shared-providers/planning-providers';

const PROGRAM = path.join(__dirname, '../../../../fixtures/providers/provider.mjs');

const AWS = 'registry.terraform.io/hashicorp/aws';

describe('AWS providers for plans', () => {
  let root: string;
  const env = { PATH: process.env['PATH'], AWS_PROFILE: 'team' };

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'plans-'));
  });

  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  /** A folder as `terraform init` leaves it: its provider is a link into a mirror. */
  const initialized = async (name: string, version: string): Promise<string> => {
    const mirrored = path.join(root, 'mirror', version);
    await mkdir(mirrored, { recursive: true });
    await symlink(PROGRAM, path.join(mirrored, `terraform-provider-aws_v${version}`)).catch(() => undefined);
    const versions = path.join(root, name, '.terraform/providers', AWS, version);
    await mkdir(versions, { recursive: true });
    await symlink(mirrored, path.join(versions, 'linux_amd64'));
    return path.join(root, name);
  };

  const reattached = (value: Readonly<Record<string, string | undefined>>): unknown =>
    JSON.parse(value['TF_REATTACH_PROVIDERS'] ?? '{}');

  it('are those that are installed in a folder, one for all folders with the same', async () => {
    const [one, other] = [await initialized('one', '5.100.0'), await initialized('other', '5.100.0')];
    await withPlanningProviders(env, async (providers) => {
      const first = await providers.environmentOf(one, ['aws_lb']);
      expect(first).toMatchObject(env);
      expect(reattached(first)).toHaveProperty([AWS]);
      expect(reattached(await providers.environmentOf(other, ['aws_vpc']))).toEqual(reattached(first));
    });
  });

  it('are left to Terraform in a folder without an AWS provider', async () => {
    await withPlanningProviders(env, async (providers) => {
      expect(await providers.environmentOf(root, [])).toBe(env);
    });
  });

  it.each([
    ['TF_LOG', 'trace'],
    ['TF_LOG_PROVIDER', 'debug'],
    ['TF_REATTACH_PROVIDERS', JSON.stringify({ [AWS]: {} })],
  ])('are left to Terraform while somebody looks into them with %s', async (name, value) => {
    const debugging = { ...env, [name]: value };
    const providers = new PlanningProviders(debugging);
    expect(await providers.environmentOf(await initialized('one', '5.100.0'), [])).toBe(debugging);
    await providers.close();
  });
});
