import { changedPaths } from 'plan-review/plan/changed-paths';
import { areEqual } from 'plan-review/plan/equality';
import { formatPath } from 'plan-review/plan/path';
import { Sensitive, UNKNOWN, valueAt, type Value, type ValueObject } from 'plan-review/plan/value';

describe('a path', () => {
  it.each([
    [[], ''],
    [['name'], 'name'],
    [['ingress', 0, 'from_port'], 'ingress[0].from_port'],
    [['tags', 'kubernetes.io/role'], 'tags["kubernetes.io/role"]'],
    [['tags', 'say "hi"'], 'tags["say \\"hi\\""]'],
    [[0, 'name'], '[0].name'],
  ])('%j is written as %s', (path, text) => {
    expect(formatPath(path)).toBe(text);
  });

  it('leads to a value, or to nothing', () => {
    const value = { rules: [{ port: 80 }], secret: new Sensitive('1') };
    expect(valueAt(value, ['rules', 0, 'port'])).toBe(80);
    expect(valueAt(value, [])).toBe(value);
    expect(valueAt(value, ['rules', 1, 'port'])).toBeUndefined();
    expect(valueAt(value, ['rules', 'length'])).toBeUndefined();
    expect(valueAt(value, ['secret', 'fingerprint'])).toBeUndefined();
    expect(valueAt(value, ['constructor'])).toBeUndefined();
  });
});

describe('two values', () => {
  it.each<[string, Value | undefined, Value | undefined]>([
    ['the same text', 'a', 'a'],
    ['nothing and null', undefined, null],
    ['objects with the keys in another order', { a: 1, b: [2] }, { b: [2], a: 1 }],
    ['an absent attribute and one that is null', {}, { a: null }],
    ['the same secret', new Sensitive('1'), new Sensitive('1')],
  ])('are equal: %s', (_, a, b) => {
    expect(areEqual(a, b)).toBe(true);
    expect(areEqual(b, a)).toBe(true);
  });

  it.each<[string, Value | undefined, Value | undefined]>([
    ['a number and its text', 1, '1'],
    ['lists in another order', [1, 2], [2, 1]],
    ['a list and the start of it', [1, 2], [1]],
    ['a list and an object', [], {}],
    ['two secrets', new Sensitive('1'), new Sensitive('2')],
    ['a secret and its stand-in as text', new Sensitive('1'), '1'],
    ['what is not known, even if neither is', UNKNOWN, UNKNOWN],
    ['objects with something unknown in them', { a: UNKNOWN }, { a: UNKNOWN }],
    ['an attribute with a name that every object has', { constructor: 1 }, {}],
  ])('differ: %s', (_, a, b) => {
    expect(areEqual(a, b)).toBe(false);
    expect(areEqual(b, a)).toBe(false);
  });
});

describe('the changed paths', () => {
  it('are as deep as both sides have the same shape', () => {
    const before = { name: 'a', tags: { Name: 'x', Team: 'y' }, ingress: [{ port: 80, cidr: 'a' }], ports: [1] };
    const after = { name: 'a', tags: { Name: 'z', Team: 'y' }, ingress: [{ port: 81, cidr: 'a' }], ports: [1, 2] };
    expect(changedPaths({ before, after })).toEqual([['tags', 'Name'], ['ingress', 0, 'port'], ['ports']]);
  });

  it('hold what is added, removed, or not known yet', () => {
    const before = { gone: 1, id: 'x', same: null };
    const after: ValueObject = { id: UNKNOWN, added: [1] };
    expect(changedPaths({ before, after })).toEqual([['gone'], ['id'], ['added']]);
  });

  it('are all attributes that are set where there was nothing, or will be', () => {
    expect(changedPaths({ before: null, after: { a: 1, b: null } })).toEqual([['a']]);
    expect(changedPaths({ before: { a: { b: 1 } }, after: null })).toEqual([['a']]);
  });
});
