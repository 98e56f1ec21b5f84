import Builder from 'fast-xml-builder';

/** Writes a document, one element per property, as AWS does: no attributes but those whose names start with `@_`. */
export function writeXml(document: object): string {
  const builder = new Builder({ ignoreAttributes: false, suppressEmptyNode: true });
  return `<?xml version="1.0" encoding="UTF-8"?>${builder.build(document)}`;
}
