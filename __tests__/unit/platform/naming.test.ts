import { nameLimits, physicalName, replaceableName } from '../../../platform/naming';

describe('physicalName', () => {
  it('joins the parts with hyphens', () => {
    expect(physicalName('role', 'shop', 'dev', 'orders')).toBe('shop-dev-orders');
  });

  it('keeps a name of exactly the limit', () => {
    const name = 'a'.repeat(nameLimits.loadBalancer);
    expect(physicalName('loadBalancer', name)).toBe(name);
  });

  it('shortens a name of one character more to the limit, with a hash at its end', () => {
    expect(physicalName('loadBalancer', 'a'.repeat(33))).toMatch(/^a{23}-[0-9a-f]{8}$/);
  });

  it('gives two long names with the same beginning different short ones', () => {
    const start = 'x'.repeat(40);
    expect(physicalName('targetGroup', start, 'one')).not.toBe(physicalName('targetGroup', start, 'two'));
  });

  it('never ends the kept part in a hyphen', () => {
    expect(physicalName('loadBalancer', 'a'.repeat(22), 'b'.repeat(20))).toMatch(/^a{22}-[0-9a-f]{8}$/);
  });
});

describe('replaceableName', () => {
  it('changes with what forces the replacement', () => {
    const name = (port: number): string => replaceableName('targetGroup', ['shop', 'dev', 'orders'], [port]);
    expect(name(80)).not.toBe(name(8080));
    expect(name(80)).toBe(name(80));
  });

  it('stays within the limit', () => {
    expect(replaceableName('targetGroup', ['a'.repeat(60)], [1])).toHaveLength(nameLimits.targetGroup);
  });
});
