import { unselectedDependencies } from '../../../../cli/stacks/requirements';
import { shopStacksNamed } from '../../../helpers/cli-stack';
import { synthesizePlatform } from '../../../helpers/every-platform';
import { testPlatform } from '../../../helpers/test-platform';

test('the stacks that a stack depends on are found by their names, without their JSON', () => {
  const found = unselectedDependencies(shopStacksNamed('dev-orders', 'orders-pipeline'));
  expect(found.map(({ name }) => name)).toEqual(['dev-network', 'dev-cluster', 'orders-registry']);
  expect(found[0]?.state).toEqual({
    bucket: 'shop-tfstate',
    key: 'shop/dev-network.tfstate',
    region: 'eu-central-1',
  });
});

test('what is selected is not missing', () => {
  const selected = shopStacksNamed('dev-network', 'dev-cluster', 'orders-registry', 'dev-orders');
  expect(unselectedDependencies(selected)).toEqual([]);
});

test('the state of every stack is where the name of the stack says', () => {
  const { stacks } = synthesizePlatform(testPlatform());
  const locations = [...stacks].map(([name, { terraform }]) => {
    const { key } = (terraform as { backend: { s3: { key: string } } }).backend.s3;
    return [name, key];
  });
  expect(locations).toEqual([...stacks.keys()].map((name) => [name, `shop/${name}.tfstate`]));
});
