import { grammar } from '../../../../config/grammar';
import { ServiceNames } from '../../../../stacks/ecs/service-names';

const names = new ServiceNames(['shop', 'dev', 'orders'], '10.0.0.0/16');
const longest = new ServiceNames(['p'.repeat(20), 'e'.repeat(16), 's'.repeat(40)], '10.0.0.0/16');

describe('the names of a service', () => {
  it('begin with the platform and the environment', () => {
    expect(names.of('ecs')).toBe('shop-dev-orders');
    expect(names.of('role', 'task')).toBe('shop-dev-orders-task');
    expect(names.path).toBe('/shop/dev/orders');
  });

  it('of its placeholder are those of no other service', () => {
    expect(names.ofPlaceholder('ecs')).toBe('shop-dev-orders_placeholder');
    const other = new ServiceNames(['shop', 'dev', 'orders-placeholder'], '10.0.0.0/16');
    expect(other.of('ecs')).not.toBe(names.ofPlaceholder('ecs'));
    expect(grammar.serviceName.test('orders_placeholder')).toBe(false);
    expect(longest.ofPlaceholder('role')).toHaveLength(64);
  });

  it('fit where AWS allows 32 characters', () => {
    expect(names.inVpc('targetGroup', [])).toMatch(/^shop-dev-orders-[0-9a-f]{8}$/);
    expect(longest.inVpc('targetGroup', [])).toHaveLength(32);
  });

  it('tell apart two roles of a service whose name is too long for them', () => {
    expect(longest.of('role', 'task')).not.toBe(longest.of('role', 'execution'));
  });

  it('are the same on every run', () => {
    const again = new ServiceNames(['shop', 'dev', 'orders'], '10.0.0.0/16');
    expect(again.inVpc('targetGroup', [], [80])).toBe(names.inVpc('targetGroup', [], [80]));
  });

  it('change with the address block of the VPC, where AWS replaces what is named', () => {
    const moved = new ServiceNames(['shop', 'dev', 'orders'], '10.1.0.0/16');
    expect(moved.inVpc('targetGroup', [])).not.toBe(names.inVpc('targetGroup', []));
    expect(moved.of('ecs')).toBe(names.of('ecs'));
  });

  it('change with what else forces a replacement', () => {
    expect(names.inVpc('targetGroup', [], [80])).not.toBe(names.inVpc('targetGroup', [], [8080]));
  });
});
