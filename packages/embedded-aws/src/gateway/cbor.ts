/**
 * Encodes a map of texts in CBOR (RFC 8949), which is all that an error needs.
 * @throws RangeError if a text is longer than 65,535 bytes or there are more than 23 entries
 */
export function encodeTextMap(entries: Readonly<Record<string, string>>): Buffer {
  const list = Object.entries(entries);
  if (list.length > 23) throw new RangeError(`a map of at most 23 entries can be encoded, got ${list.length}`);
  return Buffer.concat([Buffer.of(0xa0 + list.length), ...list.flat().map(encodeText)]);
}

function encodeText(text: string): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length > 0xffff) throw new RangeError(`a text of at most 65,535 bytes can be encoded, got ${bytes.length}`);
  return Buffer.concat([Buffer.of(0x79, bytes.length >> 8, bytes.length & 0xff), bytes]);
}
