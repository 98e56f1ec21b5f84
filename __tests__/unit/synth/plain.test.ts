import { App, TerraformStack, Tokenization, DefaultTokenResolver, StringConcat, Token } from 'cdktf';
import fc from 'fast-check';
import { copyPlain, NOT_PLAIN } from '../../../synth/plain';

const scope = new TerraformStack(new App(), 'stack');
const resolver = new DefaultTokenResolver(new StringConcat());
const resolve = (value: unknown) => Tokenization.resolve(value, { scope, resolver, preparing: false }) as unknown;

const anyData = fc.anything({ withNullPrototype: false, withObjectString: true, maxDepth: 4 });

test('what is copied is what cdktf resolves it to, with its keys in the same order', () => {
  fc.assert(
    fc.property(anyData, (value) => {
      const copy = copyPlain(value);
      if (copy === NOT_PLAIN) return;
      expect(copy).toStrictEqual(resolve(value));
      expect(JSON.stringify(copy)).toBe(JSON.stringify(resolve(value)));
    }),
    { numRuns: 500 },
  );
});

test('a copy shares nothing with what it is made of', () => {
  const value = { list: [{ a: 1 }], object: {} };
  const copy = copyPlain(value) as typeof value;
  expect(copy).toEqual(value);
  expect(copy.list).not.toBe(value.list);
  expect(copy.list[0]).not.toBe(value.list[0]);
  expect(copy.object).not.toBe(value.object);
});

const self: Record<string, unknown> = {};
self['self'] = self;

test.each<[string, unknown]>([
  ['a text with a token', [`a ${Token.asString({ a: 1 })}`]],
  ['a number that is a token', { port: Token.asNumber({ a: 1 }) }],
  ['a list that is a token', { list: Token.asList({ a: 1 }) }],
  ['a key that is a token', { [Token.asString({ a: 1 })]: 1 }],
  ['a token', Token.asAny({ a: 1 })],
  ['an object of a class', { at: new Date(0) }],
  ['a function', { work: () => 1 }],
  ['a value that contains itself', self],
])('%s is left to cdktf', (_, value) => {
  expect(copyPlain(value)).toBe(NOT_PLAIN);
});
