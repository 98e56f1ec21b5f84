/** The parts of a stack's JSON that checkov looks at. The others it does not need, and fails at some of them. */
const SCANNED = ['data', 'resource'];

/**
 * The text that checkov is given of a stack: each resource type and each resource on a line of its own, so that what it
 * says of a line can be told back to an address.
 * @param json a stack as Terraform reads it
 */
export function scannedText(json: object): string {
  const parts = Object.entries(json).filter(([name]) => SCANNED.includes(name));
  return JSON.stringify(Object.fromEntries(parts), undefined, 1);
}

/**
 * The address of the resource that a line is part of.
 * @param text made by {@link scannedText}
 * @param line the first is 1
 * @returns undefined if the line is in no resource
 */
export function addressAt(text: string, line: number): string | undefined {
  const above = text.split('\n').slice(0, line).reverse();
  const [name, type, part] = [3, 2, 1].map((depth) => keyAt(above, depth));
  if (name === undefined || type === undefined) return undefined;
  return part === 'data' ? `data.${type}.${name}` : `${type}.${name}`;
}

/** The nearest key at a depth: its indentation tells. */
function keyAt(lines: readonly string[], depth: number): string | undefined {
  const pattern = new RegExp(`^ {${depth}}"([^"]+)": `);
  return lines.map((line) => pattern.exec(line)?.[1]).find((key) => key !== undefined);
}
