import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';
import { z } from 'zod';

/** A value that Terraform knows only after apply. */
export class Unknown {
  /** Keeps other objects from being taken for one. */
  readonly kind = 'unknown';
}

/** The value that Terraform knows only after apply. */
export const unknown = new Unknown();

/** Terraform's values of a type: set, null (not given) or not known yet. */
export type Maybe<T> = T | null | Unknown;

/** A value as plugin protocol 5 carries it. */
export interface DynamicValue {
  readonly msgpack: Uint8Array;
}

/** Schema of such values; what is missing is null. */
export function maybe<T extends z.ZodType>(type: T): z.ZodType<Maybe<z.infer<T>>> {
  return z.union([type, z.null(), z.instanceof(Unknown)]).default(null);
}

/** The value, or another one if it is null or not known yet. */
export function known<T extends string | number | boolean>(value: Maybe<T>, otherwise: T): T {
  return value === null || value instanceof Unknown ? otherwise : value;
}

/** Extension types of Terraform's msgpack: 0 is unknown, 12 is unknown with hints about its later value. */
const UNKNOWN_TYPE = 0;
const REFINED_UNKNOWN_TYPE = 12;

const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: UNKNOWN_TYPE,
  encode: (value) => (value instanceof Unknown ? new Uint8Array([0]) : null),
  decode: () => unknown,
});
extensionCodec.register({ type: REFINED_UNKNOWN_TYPE, encode: () => null, decode: () => unknown });

/**
 * Reads a value that Terraform sent.
 * @throws ZodError if it does not have the shape that the provider's schema declares
 */
export function fromDynamic<T>(type: z.ZodType<T>, value: DynamicValue): T {
  return type.parse(decode(value.msgpack, { extensionCodec }));
}

/** Writes a value for Terraform: null, or an object that has every attribute of its schema. */
export function toDynamic(value: object | null): DynamicValue {
  return { msgpack: encode(value, { extensionCodec }) };
}
