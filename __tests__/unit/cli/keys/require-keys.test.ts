import { KMSClient } from '@aws-sdk/client-kms';
import { requireKeys } from '../../../../cli/keys/require-keys';
import type { Stack } from '../../../../cli/stacks/manifest';
import { Keys } from '../../../../cli/review/planning/keys';
import { cliStack } from '../../../helpers/cli-stack';
import { serveKeys, type FakeKms } from '../../../helpers/fake-kms';

function lookingUp(name: string, ...aliases: readonly string[]): Stack {
  const stack = cliStack(name);
  const lookups = Object.fromEntries(aliases.map((alias, index) => [`key_${index}`, { name: alias }]));
  return { ...stack, json: { ...stack.json, data: { aws_kms_alias: lookups } } };
}

describe('the keys that stacks are encrypted with', () => {
  let kms: FakeKms;
  let answers: Readonly<Record<string, string>> = {};

  beforeAll(async () => {
    kms = await serveKeys((alias) => answers[alias] ?? 'NotFoundException');
  });
  afterAll(() => kms.close());

  it('are asked for once each, and are there', async () => {
    answers = { 'alias/shared': 'there', 'alias/prod': 'there' };
    const stacks = [lookingUp('a', 'alias/shared'), lookingUp('b', 'alias/shared', 'alias/prod'), cliStack('c')];
    await expect(requireKeys(stacks, kms.env)).resolves.toBeUndefined();
    expect([...kms.asked].sort()).toEqual(['alias/prod', 'alias/shared']);
  });

  it('are named where they are missing, with the command that makes them', async () => {
    answers = { 'alias/shared': 'there' };
    const stacks = [lookingUp('a', 'alias/shared', 'alias/prod'), lookingUp('b', 'alias/other')];
    await expect(requireKeys(stacks, kms.env)).rejects.toMatchObject({
      message: expect.stringContaining('There is no KMS key alias/other, alias/prod') as string,
      hint: expect.stringContaining('npm run bootstrap') as string,
    });
  });

  it('are not taken for missing where KMS refuses to say', async () => {
    answers = { 'alias/shared': 'AccessDeniedException' };
    await expect(requireKeys([lookingUp('a', 'alias/shared')], kms.env)).rejects.toMatchObject({
      message: expect.stringContaining('KMS does not say whether the key alias/shared exists') as string,
      hint: expect.stringContaining('kms:DescribeKey') as string,
    });
  });

  it('are not taken for missing where KMS cannot be reached, and no permission is asked for', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
    const send = jest.spyOn(KMSClient.prototype, 'send').mockRejectedValue(refused as never);
    await expect(requireKeys([lookingUp('a', 'alias/shared')], {})).rejects.toMatchObject({
      message: 'KMS does not say whether the key alias/shared exists in eu-central-1: connect ECONNREFUSED 127.0.0.1:1',
      hint: 'Check the network, and region in the config.',
    });
    send.mockRestore();
  });

  it('are told to a review by the data sources that would not find them', async () => {
    answers = { 'alias/shared': 'there' };
    const keys = new Keys(kms.env);
    await expect(keys.missingIn(lookingUp('a', 'alias/shared', 'alias/prod'))).resolves.toEqual(['key_1']);
    await expect(keys.missingIn(cliStack('b'))).resolves.toEqual([]);
  });
});
