import { Reader } from 'protobufjs/minimal';

/**
 * The fields of a provider's answer that are maps from the name of a type to its schema: of resources, data sources,
 * ephemeral resources, lists, state stores and actions.
 * Source: hashicorp/terraform, docs/plugin-protocol/tfplugin5.proto, message GetProviderSchema.Response.
 */
const SCHEMAS_OF_TYPES: ReadonlySet<number> = new Set([2, 3, 8, 9, 10, 11]);

/**
 * Leaves out the schemas of types that are not needed. Terraform takes more than a second of a processor to read those of
 * all types of AWS, for every command.
 * @param answer a message GetProviderSchema.Response
 * @param types names of the resources and data sources to keep
 * @returns the same message without the others
 */
export function onlySchemasOf(types: ReadonlySet<string>, answer: Buffer): Buffer {
  const reader = Reader.create(answer);
  const kept: Buffer[] = [];
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.uint32();
    const [field, wireType] = [tag >>> 3, tag & 7];
    const isKept = !SCHEMAS_OF_TYPES.has(field) || types.has(keyOf(answer.subarray(reader.pos)));
    reader.skipType(wireType);
    if (isKept) kept.push(answer.subarray(start, reader.pos));
  }
  return Buffer.concat(kept);
}

/** The key of an entry of a map with texts as keys: field 1. @param entry its length, and the entry */
function keyOf(entry: Buffer): string {
  const reader = Reader.create(entry);
  const end = reader.uint32() + reader.pos;
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) return reader.string();
    reader.skipType(tag & 7);
  }
  return '';
}
