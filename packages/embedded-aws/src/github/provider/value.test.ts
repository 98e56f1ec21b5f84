import { encode, ExtData } from '@msgpack/msgpack';
import { z } from 'zod';
import { fromDynamic, known, maybe, toDynamic, unknown } from './value';

const pair = z.object({ name: maybe(z.string()), items: maybe(z.array(maybe(z.string()))) });

describe('values on the wire', () => {
  test('known, null and unknown values come back as they were', () => {
    const value = { name: null, items: ['a', unknown, null] };

    expect(fromDynamic(pair, toDynamic(value))).toEqual(value);
    expect(fromDynamic(pair, toDynamic({ name: 'x', items: unknown }))).toEqual({ name: 'x', items: unknown });
  });

  test('unknown is written as Terraform writes it: extension 0 with one byte', () => {
    expect(Buffer.from(toDynamic({ a: unknown }).msgpack).toString('hex')).toBe('81a161d40000');
  });

  test('unknown values with hints about their later value are read as unknown', () => {
    const msgpack = encode({ name: new ExtData(12, encode({ 1: false })), items: null });

    expect(fromDynamic(pair, { msgpack })).toEqual({ name: unknown, items: null });
  });

  test('no value at all is nil', () => {
    expect(Buffer.from(toDynamic(null).msgpack).toString('hex')).toBe('c0');
    expect(fromDynamic(pair.nullable(), toDynamic(null))).toBeNull();
  });

  test('a missing attribute is null', () => {
    expect(fromDynamic(pair, toDynamic({ name: 'x' }))).toEqual({ name: 'x', items: null });
  });

  test('a value of another shape than the schema declares is a bug', () => {
    expect(() => fromDynamic(pair, toDynamic({ name: 1, items: null }))).toThrow(z.ZodError);
  });

  test.each([
    ['x', 'x'],
    ['', ''],
    [null, 'otherwise'],
    [unknown, 'otherwise'],
  ])('of %p is known: %p', (value, expected) => {
    expect(known(value, 'otherwise')).toBe(expected);
  });
});
