import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { renamedStacks } from '../../../../../cli/review/sources/renamed-stacks';
import type { Stack } from '../../../../../cli/stacks/manifest';
import { cliStack } from '../../../../helpers/cli-stack';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'renamed-'));
});
afterEach(() => rm(folder, { recursive: true }));

const text = (id: string): string => `{"path":"${id}/users","key":"shop/${id}.tfstate","name":"shop-dev-api"}`;

async function baseStack(resource: string): Promise<Stack> {
  const stack = cliStack('dev-api');
  await writeFile(path.join(folder, 'cdk.tf.json'), text('dev-api'));
  return { ...stack, folder, json: { ...stack.json, resource: { [resource]: { one: {} } } } };
}

const written = (): Promise<string> => readFile(path.join(folder, 'cdk.tf.json'), 'utf8');

describe('the stacks of base in a review', () => {
  test('have the ids of head: the gateway has its new one, in its JSON too', async () => {
    const renamed = await renamedStacks([await baseStack('aws_api_gateway_rest_api')], [cliStack('dev-gateway')]);
    expect(renamed.map(({ name }) => name)).toEqual(['dev-gateway']);
    await expect(written()).resolves.toBe(text('dev-gateway'));
  });

  test('keep their ids where they are services called api, or where head has no gateway', async () => {
    const service = await baseStack('aws_ecs_service');
    expect((await renamedStacks([service], [cliStack('dev-gateway')])).map(({ name }) => name)).toEqual(['dev-api']);
    const gateway = await baseStack('aws_api_gateway_rest_api');
    expect((await renamedStacks([gateway], [cliStack('dev-network')])).map(({ name }) => name)).toEqual(['dev-api']);
    await expect(written()).resolves.toBe(text('dev-api'));
  });
});
