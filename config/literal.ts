/** A value of plain data as people write it in a config: `{ path: '/health' }`. @param quotes around text */
export function literal(value: unknown, quotes: '"' | "'" = '"'): string {
  if (typeof value === 'string') return quoted(value, quotes);
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, quotes)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, each]) => `${name(key, quotes)}: ${literal(each, quotes)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function name(key: string, quotes: '"' | "'"): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key, quotes);
}

function quoted(text: string, quotes: '"' | "'"): string {
  const json = JSON.stringify(text);
  return quotes === '"' ? json : `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
