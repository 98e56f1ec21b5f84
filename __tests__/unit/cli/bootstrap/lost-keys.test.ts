import { lostKeys, refuseLostKeys } from '../../../../cli/bootstrap/lost-keys';
import type { Stack } from '../../../../cli/stacks/manifest';
import type { Resource } from '../../../../cli/state/state';
import { cliStack } from '../../../helpers/cli-stack';

const key = (name: string): Resource => ({
  type: 'aws_kms_key',
  name,
  attributes: { key_id: `id-of-${name}`, description: `Logs and secrets of ${name}.` },
});

const state = { resources: [key('prod'), key('shared'), { type: 'aws_s3_bucket', name: 'state', attributes: {} }] };

function withKeys(...names: readonly string[]): Stack {
  const stack = cliStack('bootstrap');
  const keys = Object.fromEntries(names.map((name) => [name, {}]));
  return { ...stack, json: { ...stack.json, resource: { aws_kms_key: keys } } };
}

describe('keys that the config no longer has', () => {
  it('are those of the state that the stack lacks', () => {
    expect(lostKeys(state, withKeys('shared'))).toEqual([
      { keyId: 'id-of-prod', description: 'Logs and secrets of prod.' },
    ]);
    expect(lostKeys(state, withKeys('prod', 'shared', 'new'))).toEqual([]);
    expect(lostKeys(state, cliStack('bootstrap'))).toHaveLength(2);
  });

  it('are not deleted, and named with the way to keep them and the way to delete them', async () => {
    const refused = Promise.resolve().then(() => {
      refuseLostKeys(lostKeys(state, withKeys('shared')));
    });
    await expect(refused).rejects.toMatchObject({
      message: expect.stringContaining('- id-of-prod (Logs and secrets of prod)') as string,
      hint: expect.stringMatching(/customerManaged[^]*npm run bootstrap -- --delete-keys/) as string,
    });
  });

  it('are none where the stack has all of them', () => {
    expect(() => {
      refuseLostKeys([]);
    }).not.toThrow();
  });
});
