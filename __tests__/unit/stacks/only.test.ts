import type { App } from 'cdktf';
import { stackIdsOf } from '../../../platform/stack-ids';
import { addDeliverySystem, type StackIds } from '../../../stacks/delivery-system';
import { synthStacks } from '../../helpers/synth';
import { testPlatform } from '../../helpers/test-platform';

const platform = testPlatform();
const build = (only?: StackIds) => (app: App) => {
  addDeliverySystem(app, platform, { only });
};
const whole = synthStacks(build());

test.each(stackIdsOf(platform).map(({ id }) => id))(
  '%s alone has the bytes and the dependencies it has among all',
  (id) => {
    const alone = synthStacks(build(new Set([id])));
    expect([...alone.texts]).toEqual([[id, whole.texts.get(id)]]);
    expect(alone.dependencies.get(id)).toEqual(whole.dependencies.get(id));
  },
);

test('several stacks have the bytes they have among all', () => {
  const ids = ['dev-network', 'dev-orders', 'orders-pipeline'];
  const some = synthStacks(build(new Set(ids)));
  expect([...some.texts.keys()].sort()).toEqual(ids);
  for (const id of ids) expect(some.texts.get(id)).toBe(whole.texts.get(id));
});
