import { Fn, Lazy, TerraformStack, Token, conditional, propertyAccess, type App } from 'cdktf';
import { expectSameError, expectSameFiles } from '../../helpers/both-syntheses';
import { AnyResource, type Attributes } from '../../helpers/any-resource';

/** An app whose stack has a resource `source` to refer to, and one with the attributes that are made of it. */
function appWith(attributes: (source: AnyResource, stack: TerraformStack) => Attributes): (app: App) => void {
  return (app) => {
    const stack = new TerraformStack(app, 'stack');
    const source = new AnyResource(stack, 'source');
    new AnyResource(stack, 'values', attributes(source, stack));
  };
}

const stackFile = 'stacks/stack/cdk.tf.json';

/** Attributes that cdktf writes, by what is special about them. */
const same: Readonly<Record<string, (source: AnyResource, stack: TerraformStack) => Attributes>> = {
  'tokens in strings': (source) => ({
    alone: source.getStringAttribute('id'),
    amid: `a-${source.getStringAttribute('id')}-${source.getStringAttribute('arn')}`,
    escaped: `\${literal} ${source.getStringAttribute('id')} }`,
    plain: 'a ${var.x} "quoted" \n line \u2028 \ud800',
  }),
  'number tokens': (source) => ({
    alone: source.getNumberAttribute('count'),
    text: `n=${source.getNumberAttribute('count')}`,
    list: source.getNumberListAttribute('ports'),
    many: [1, source.getNumberAttribute('count'), 2.5e300, -0],
  }),
  'what looks like number tokens': () => ({
    hex: '3e5f',
    exponent: '-1.5e+9',
    range: '1-e-2',
    odd: [1e21, -1e287, NaN],
  }),
  'list tokens': (source) => ({
    alone: source.getListAttribute('names'),
    nested: [{ names: source.getListAttribute('names') }],
  }),
  'map tokens': (source) => ({
    strings: source.getStringMapAttribute('tags'),
    numbers: source.getNumberMapAttribute('sizes'),
    booleans: source.getBooleanMapAttribute('flags'),
    any: source.getAnyMapAttribute('all'),
  }),
  'values that are tokens': (source) => ({
    any: Token.asAny({ list: [undefined, 1], inner: source.getStringAttribute('id'), none: undefined }),
    boolean: source.getBooleanAttribute('enabled'),
    null: Token.nullValue(),
    within: Token.asAny([Token.asAny('deep')]),
  }),
  'lazy values': (source) => ({
    text: Lazy.stringValue({ produce: () => source.getStringAttribute('id') }),
    nothing: Lazy.stringValue({ produce: () => undefined }),
    list: Lazy.listValue({ produce: () => [] }, { omitEmpty: true }),
    number: Lazy.numberValue({ produce: () => 7 }),
    any: Lazy.anyValue({ produce: () => ({ a: [source.fqn] }) }),
  }),
  'empty values': () => ({ object: {}, list: [], text: '', nested: { none: undefined, list: [[], {}] }, null: null }),
  'values left out': () => ({ gone: undefined, list: [undefined, 1, undefined], false: false, zero: 0 }),
  'integer-like and odd keys': () => ({ map: { 10: 'a', 9: 'b', '': 'c', ä: 'd', Z: 'e', 'a"b': 'f', '-1': 'g' } }),
  'keys that are tokens': (source) => ({
    tags: { [source.getStringAttribute('name')]: 'x', [`k-${source.fqn}`]: 'y', last: source.fqn },
  }),
  functions: (source) => ({
    join: Fn.join('-', [source.getStringAttribute('a'), 'b "c"', '${d}']),
    merge: Fn.merge([source.getStringMapAttribute('tags'), { k: source.fqn, n: 1 }]),
    element: Fn.element(source.getListAttribute('names'), 0),
    json: Fn.jsonencode({ a: source.getStringAttribute('id') }),
    raw: Fn.rawString('a"${b}'),
    choice: conditional(source.getBooleanAttribute('on'), 'yes', source.fqn),
    part: propertyAccess(source.getStringAttribute('list'), [0, 'name']),
  }),
  dates: () => ({ gone: new Date(0), kept: [new Date(0), { at: new Date(1) }] }),
  'a deep value': () => ({ deep: Array.from({ length: 60 }).reduce<unknown>((inner) => ({ inner }), 'end') }),
};

test.each(Object.keys(same))('%s are written as cdktf writes them', (name) => {
  const attributes = same[name];
  if (attributes === undefined) throw new Error(name);
  expect(expectSameFiles(appWith(attributes))[stackFile]).toContain('any_thing');
});

/** The number that cdktf takes for a token. */
function numberToken(index: number): number {
  const words = new Uint32Array([index, 0xfdff << 16]);
  return new Float64Array(words.buffer)[0] ?? 0;
}

/** Attributes that cdktf refuses. */
const refused: Readonly<Record<string, (source: AnyResource, stack: TerraformStack) => Attributes>> = {
  'a text with a list token': (source) => ({ text: String(source.getListAttribute('names')[0]) }),
  'a list with more than a list token': (source) => ({ list: [...source.getListAttribute('names'), 'b'] }),
  'the value of a map token': (source) => ({ text: Object.values(source.getStringMapAttribute('tags'))[0] }),
  'the number of a map token': (source) => ({ number: Object.values(source.getNumberMapAttribute('sizes'))[0] }),
  'a token that does not exist': () => ({ text: '${TfToken[TOKEN.99999999]}' }),
  'a number token that does not exist': () => ({ number: numberToken(99_999_999) }),
};

test.each(Object.keys(refused))('%s is refused as cdktf refuses it', (name) => {
  const attributes = refused[name];
  if (attributes === undefined) throw new Error(name);
  expect(expectSameError(appWith(attributes))).not.toBe('');
});

test('a function is refused, with where it is', () => {
  expect(expectSameError(appWith(() => ({ nested: [{ work: () => 1 }] })))).toContain('/values/nested/0/work');
});

test('a value that contains itself is refused', () => {
  const build = appWith(() => {
    const value: Record<string, unknown> = {};
    value['self'] = [value];
    return { value };
  });
  expect(expectSameError(build)).toMatch(/circular/i);
});
