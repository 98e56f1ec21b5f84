import type { Issue } from '../../config/issue';

/** Plain data of a config that is changed in place. */
type Data = Record<string, unknown>;

/** What a fix asks for, by how it is worded: the first form that fits is done. */
type Form = readonly [wording: RegExp, apply: (place: Place, found: readonly string[]) => void];

/** The option that a message is about. */
interface Place {
  readonly data: Data;
  /** What it is in. */
  readonly home: Data;
  readonly name: string;
  readonly value: unknown;
}

/**
 * Does to a config what its messages say, and nothing else: options that are written in a fix are pasted, others are
 * renamed, moved or taken out. Works from the innermost message outwards, as a person does who reads on.
 * @throws Error for a fix that does not say what to do
 */
export function applyFixes(config: object, issues: readonly Issue[]): object {
  const data = structuredClone(config) as Data;
  for (const issue of [...issues].sort((one, other) => orderOf(other) - orderOf(one))) applyFix(data, issue);
  return data;
}

/** What goes to every environment comes last, when the environments are there. */
function orderOf({ path, fix }: Issue): number {
  return fix.includes('<name>') ? 0 : partsOf(path).length;
}

function applyFix(data: Data, { path, fix }: Issue): void {
  const parts = partsOf(path);
  const [home, name] = [at(data, parts.slice(0, -1)), parts.at(-1) ?? ''];
  for (const [wording, apply] of FORMS) {
    const found = wording.exec(fix);
    if (found === null) continue;
    const value = home[name];
    Reflect.deleteProperty(home, name);
    apply({ data, home, name, value }, found.slice(1));
    return;
  }
  throw new Error(`${path}: "${fix}" does not say what to do`);
}

const FORMS: readonly Form[] = [
  [/[Ww]rite it as an object: (\w+): /, ({ home, value }, [option = '']) => (home[option] = byName(value))],
  [
    /^move it to ([\w.-]+)\. Write it as (.+)$/,
    ({ data }, [target = '', options = '']) => {
      paste(at(data, partsOf(target).slice(0, -1)), options);
    },
  ],
  [
    /^write (.+?) in place of it/,
    ({ home }, [options = '']) => {
      paste(home, options);
    },
  ],
  [
    /(?:[Ww]rite(?: it as)?|^add|in quotes:|without quotes:|leading zeros:|only the name,) (\w+: [^;]+?)(?:;.*)?$/,
    ({ home }, [options = '']) => {
      paste(home, options);
    },
  ],
  [
    /^did you mean environments\.<name>\.(\w+)\?/,
    ({ data, value }, [option = '']) => {
      for (const environment of Object.values(data['environments'] as Data)) (environment as Data)[option] = value;
    },
  ],
  [/^did you mean (\w+)\?$/, ({ home, value }, [option = '']) => (home[option] = value)],
  [/^did you mean \w+\? Leave it out/, () => undefined],
  [
    /^move it to ([\w.-]+)$/,
    ({ data, value }, [target = '']) => {
      merge(at(data, partsOf(target).slice(0, -1)), { [partsOf(target).at(-1) ?? '']: value });
    },
  ],
  [
    /^write what is in it in [\w.-]+ itself/,
    ({ home, value }) => {
      merge(home, value as Data);
    },
  ],
  [/\bgive its full ARN\b/, ({ home, name, value }) => (home[name] = arnOf(value))],
  [/^(leave it out|remove it|take it out here)\b/, () => undefined],
];

/** `services.web.port` */
function partsOf(path: string): readonly string[] {
  return path.split('.');
}

function at(data: Data, parts: readonly string[]): Data {
  return parts.reduce<Data>((inner, part) => (inner[part] ??= {}) as Data, data);
}

/** Adds options as they are pasted into a config. */
function paste(into: Data, options: string): void {
  merge(into, JSON.parse(`{${options}}`.replace(/([{,]\s*)([A-Za-z_$][\w$]*):/g, '$1"$2":')) as Data);
}

function merge(into: Data, more: Data): void {
  for (const [key, value] of Object.entries(more)) {
    const there = into[key];
    if (isData(there) && isData(value)) merge(there, value);
    else into[key] = value;
  }
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of ECS, of tags or of a compose file as an object. */
function byName(list: unknown): Data {
  const entries = (list as readonly (string | Data)[]).map((item): readonly [string, unknown] =>
    typeof item === 'string'
      ? [item.split('=')[0] ?? '', item.replace(/^[^=]*=/, '')]
      : [String(item['name'] ?? item['Key']), item['value'] ?? item['Value']],
  );
  return Object.fromEntries(entries);
}

/** What a person finds at AWS for the name of a parameter, or of a secret in an object. */
function arnOf(found: unknown): string {
  const place = 'eu-central-1:123456789012';
  if (!isData(found)) return `arn:aws:ssm:${place}:parameter/${String(found).replace(/^\//, '')}`;
  return `arn:aws:secretsmanager:${place}:secret:${String(found['secretsmanager'])}-AbCdEf`;
}
