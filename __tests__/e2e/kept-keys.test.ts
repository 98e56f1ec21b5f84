import { writeFile } from 'node:fs/promises';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { installMoto } from 'embedded-aws/moto/install';
import { loadPlatform } from '../../config/load';
import { environmentKeyAlias } from '../../platform/encryption-keys';
import { venvOf, type Environment } from '../../cli/project';
import { startRehearsal, type Rehearsal } from '../../cli/start/rehearsal';
import { rehearsalEnvironment } from '../../cli/start/rehearsal-environment';
import { config } from '../helpers/config';
import { runNpm, type Finished } from '../helpers/npm-command';
import { paths, useRunFolder } from './helpers/run-folder';
import { startWatchdog, type Watchdog } from './helpers/watchdog';

/** Milliseconds on a busy machine. */
const TIMEOUT_MS = 1_200_000;

jest.setTimeout(TIMEOUT_MS);

describe('the keys that a config no longer has', () => {
  const fileOfRun = useRunFolder();
  let watchdog: Watchdog;
  let rehearsal: Rehearsal;
  let kms: KMSClient;
  let env: Environment;
  let keyId = '';

  /** Writes the config of a platform whose one environment is encrypted so. @returns its path */
  const configFile = async (encryption: string): Promise<string> => {
    const file = fileOfRun(`${encryption}.json`);
    await writeFile(file, JSON.stringify(config({ environments: { dev: { encryption } } })));
    return file;
  };

  const bootstrap = async (file: string, ...options: readonly string[]): Promise<Finished> =>
    runNpm(['run', 'bootstrap', ...(options.length === 0 ? [] : ['--', ...options])], {
      ...env,
      PLATFORM_CONFIG: file,
    });

  const stateOfKey = async (): Promise<string | undefined> =>
    (await kms.send(new DescribeKeyCommand({ KeyId: keyId }))).KeyMetadata?.KeyState;

  beforeAll(async () => {
    watchdog = startWatchdog();
    const file = await configFile('customerManaged');
    const platform = loadPlatform(file);
    const python = await installMoto({ directory: venvOf(paths) });
    rehearsal = await startRehearsal({ platform, python, folder: fileOfRun(''), mark: watchdog.mark });
    env = rehearsalEnvironment({ ...process.env, ...watchdog.mark }, rehearsal.address);
    expect(await bootstrap(file)).toMatchObject({ exitCode: 0 });
    kms = new KMSClient(rehearsal.aws.settings);
    const alias = environmentKeyAlias(platform, 'dev');
    keyId = (await kms.send(new DescribeKeyCommand({ KeyId: alias }))).KeyMetadata?.KeyId ?? '';
  });

  afterAll(async () => {
    kms.destroy();
    await rehearsal.close();
    await watchdog.end();
  });

  it('are kept by bootstrap, which names them and the option that deletes them', async () => {
    const { exitCode, stderr } = await bootstrap(await configFile('awsManaged'));
    expect(stderr).toContain(`- ${keyId} (`);
    expect(stderr).toContain('npm run bootstrap -- --delete-keys');
    expect(exitCode).toBe(1);
    expect(await stateOfKey()).toBe('Enabled');
  });

  it('are deleted after 30 days if bootstrap is told to', async () => {
    const { exitCode, stderr } = await bootstrap(await configFile('awsManaged'), '--delete-keys');
    expect(`${exitCode}\n${exitCode === 0 ? '' : stderr}`).toBe('0\n');
    expect(await stateOfKey()).toBe('PendingDeletion');
  });
});
