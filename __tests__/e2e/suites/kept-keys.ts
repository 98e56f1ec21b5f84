import { writeFile } from 'node:fs/promises';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { environmentKeyAlias } from '../../../platform/encryption-keys';
import type { RawConfig } from '../../helpers/config';
import { runNpm, type Finished } from '../../helpers/npm-command';
import type { RehearsedPlatform } from '../helpers/rehearsed-platform';

/**
 * The keys of a deployed platform whose config uses keys of AWS from now on.
 * @param without that config
 */
export function keptKeys(deployed: RehearsedPlatform, without: RawConfig): void {
  describe('the keys that a config no longer has', () => {
    const bootstrap = async (...options: readonly string[]): Promise<Finished> => {
      const file = deployed.workspace.file('without-keys.json');
      await writeFile(file, JSON.stringify(without));
      const env = { ...deployed.workspace.env, PLATFORM_CONFIG: file };
      return runNpm(['run', 'bootstrap', ...(options.length === 0 ? [] : ['--', ...options])], env);
    };
    let keyId = '';
    const stateOfKey = async (): Promise<string | undefined> => {
      const { KeyMetadata } = await deployed.client(KMSClient).send(new DescribeKeyCommand({ KeyId: keyId }));
      return KeyMetadata?.KeyState;
    };

    beforeAll(async () => {
      const alias = environmentKeyAlias(deployed.workspace.platform, 'dev');
      const { KeyMetadata } = await deployed.client(KMSClient).send(new DescribeKeyCommand({ KeyId: alias }));
      keyId = KeyMetadata?.KeyId ?? '';
    });

    it('are kept by bootstrap, which names them and the option that deletes them', async () => {
      const { exitCode, stderr } = await bootstrap();
      expect(stderr).toContain(`- ${keyId} (`);
      expect(stderr).toContain('npm run bootstrap -- --delete-keys');
      expect(exitCode).toBe(1);
      expect(await stateOfKey()).toBe('Enabled');
    });

    it('are deleted after 30 days if bootstrap is told to', async () => {
      const { exitCode, stderr } = await bootstrap('--delete-keys');
      expect(`${exitCode}\n${exitCode === 0 ? '' : stderr}`).toBe('0\n');
      expect(await stateOfKey()).toBe('PendingDeletion');
    });
  });
}
