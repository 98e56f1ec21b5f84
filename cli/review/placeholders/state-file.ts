/** Terraform's state format, version 4, with nothing but outputs. */
export function stateWith(outputs: Readonly<Record<string, unknown>>): string {
  const described = Object.entries(outputs).map(([name, value]) => [name, { value, type: typeOf(value) }] as const);
  return JSON.stringify({
    version: 4,
    terraform_version: '1.10.0',
    serial: 1,
    lineage: 'review',
    outputs: Object.fromEntries(described),
    resources: [],
  });
}

/** The type of a JSON value as Terraform writes types in JSON, e.g. `["tuple",["string","string"]]`. */
function typeOf(value: unknown): unknown {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'bool';
  if (Array.isArray(value)) return ['tuple', value.map(typeOf)];
  if (typeof value !== 'object' || value === null) return 'dynamic';
  return ['object', Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, typeOf(inner)]))];
}
