import { moveGatewayState, moveGatewayStates } from '../../../../cli/state/move-gateway-state';
import { parseState } from '../../../../cli/state/state';
import { cliStack } from '../../../helpers/cli-stack';
import { serveObjects } from '../../../helpers/fake-s3';
import { memoryStateStore } from '../../../helpers/memory-state-store';

const from = 'shop/dev-api.tfstate';
const to = 'shop/dev-gateway.tfstate';
const move = { gateway: 'dev-gateway', from, to };

const stateOf = (type: string, name: string, id = '1'): string =>
  JSON.stringify({
    version: 4,
    lineage: id,
    outputs: {},
    resources: [{ mode: 'managed', type, name, instances: [{ attributes: { id } }] }],
  });
const api = stateOf('aws_cognito_user_pool', 'users_9E3E6EF7');
const service = stateOf('aws_ecs_service', 'service_1');
const lock = JSON.stringify({ ID: '7', Who: 'ann@laptop', Created: '2026-01-02T03:04:05Z', Operation: 'Apply' });

describe('moving the state of a gateway', () => {
  test('takes it to its new key, leaves an empty state, and no lock', async () => {
    const store = memoryStateStore({ [from]: api });
    await expect(moveGatewayState(store, move)).resolves.toBe(true);
    expect([...store.objects.keys()].sort()).toEqual([from, to]);
    expect(store.objects.get(to)).toBe(api);
    expect(parseState(store.objects.get(from) ?? '')).toEqual({ resources: [], outputs: {}, readKeys: [] });
  });

  test('is done once: a second time there is nothing to move', async () => {
    const store = memoryStateStore({ [from]: api });
    await moveGatewayState(store, move);
    const after = new Map(store.objects);
    await expect(moveGatewayState(store, move)).resolves.toBe(false);
    expect(store.objects).toEqual(after);
  });

  test.each([
    ['no state', {}],
    ['only the new one', { [to]: api }],
    ['a service called api, and no gateway', { [from]: service }],
    ['a service called api beside the gateway', { [from]: service, [to]: api }],
  ])('leaves %s as it is', async (_case, objects) => {
    const store = memoryStateStore(objects);
    await expect(moveGatewayState(store, move)).resolves.toBe(false);
    expect(Object.fromEntries(store.objects)).toEqual(objects);
  });

  test('refuses two states of one API, and leaves both', async () => {
    const objects = { [from]: api, [to]: stateOf('aws_cognito_user_pool', 'users_9E3E6EF7', '2') };
    const store = memoryStateStore(objects);
    await expect(moveGatewayState(store, move)).rejects.toThrow(
      'There are two states of dev-gateway: shop/dev-gateway.tfstate, and shop/dev-api.tfstate, where it was before.',
    );
    expect(Object.fromEntries(store.objects)).toEqual(objects);
  });

  test('goes on where it was interrupted between the two writes', async () => {
    const store = memoryStateStore({ [from]: api, [to]: api });
    await expect(moveGatewayState(store, move)).resolves.toBe(true);
    expect(store.objects.get(to)).toBe(api);
    expect(parseState(store.objects.get(from) ?? '').resources).toEqual([]);
  });

  test.each([from, to])('does not wait: a lock of %s is refused, and its holder is named', async (locked) => {
    const objects = { [from]: api, [`${locked}.tflock`]: lock };
    const store = memoryStateStore(objects);
    await expect(moveGatewayState(store, move)).rejects.toMatchObject({
      message: `The state ${locked} is locked by ann@laptop since 2026-01-02T03:04:05Z.`,
      hint: expect.stringContaining(`delete the object ${locked}.tflock in the state bucket`) as string,
    });
    expect(Object.fromEntries(store.objects)).toEqual(objects);
  });

  test('by two at a time moves it once', async () => {
    const store = memoryStateStore({ [from]: api });
    const outcomes = await Promise.allSettled([moveGatewayState(store, move), moveGatewayState(store, move)]);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value)).toHaveLength(1);
    expect(store.objects.get(to)).toBe(api);
    expect([...store.objects.keys()].sort()).toEqual([from, to]);
  });

  test('that S3 interrupts gives the locks back', async () => {
    const store = memoryStateStore({ [from]: api });
    const failing = { ...store, write: () => Promise.reject(new Error('no network')) };
    await expect(moveGatewayState(failing, move)).rejects.toThrow('no network');
    expect([...store.objects.keys()].sort()).toEqual([from, to]);
  });

  test('is not begun against the will of the user', async () => {
    const objects = new Map([[from, api]]);
    const s3 = await serveObjects('shop-tfstate', objects);
    const told: string[] = [];
    const tell = (text: string): unknown => told.push(text);
    const refuse = (question: string): Promise<void> => Promise.reject(new Error(question));
    await expect(
      moveGatewayStates([cliStack('dev-gateway')], s3.env, { tell, approve: refuse, finish: (work) => work }),
    ).rejects.toThrow(`Move ${from} to ${to}? From then on, do not deploy with the version that you come from`);
    await s3.close();
    expect(told).toEqual([]);
    expect([...objects.keys()]).toEqual([from]);
  });
});
