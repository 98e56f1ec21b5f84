import { Sensitive, isList, type Value, type ValuePath } from '../value';
import type { Secrets } from './secrets';

/** The ways in which one text holds another: as it is, in JSON, in JSON in JSON, in an address, in base64. */
const ENCODINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  inJson,
  (text) => inJson(inJson(text)),
  (text) => inTerraformJson(text),
  (text) => inTerraformJson(inTerraformJson(text)),
  // Text from JSON may hold half a character, which cannot be encoded; a buffer replaces it.
  (text) => encodeURIComponent(Buffer.from(text).toString()),
  (text) => Buffer.from(text).toString('base64'),
];

/** Hides the secrets of a plan in texts that Terraform did not mark, e.g. a policy that a provider made of one. */
export class TextMask {
  private readonly standIns: ReadonlyMap<string, string>;
  private readonly pattern: RegExp | undefined;

  constructor(secrets: Secrets) {
    this.standIns = new Map(
      // By encoding: a secret in an encoding counts as that secret, also if the encoded text was remembered itself.
      ENCODINGS.flatMap((encode) =>
        [...secrets.texts].map(([text, number]) => [encode(text), `(sensitive ${number})`] as const),
      ),
    );
    const longestFirst = [...this.standIns.keys()].sort((a, b) => b.length - a.length);
    this.pattern = longestFirst.length === 0 ? undefined : new RegExp(longestFirst.map(escape).join('|'), 'g');
  }

  /** @returns the text with `(sensitive 1)` for the first secret of the plan, and so on */
  text(text: string): string {
    if (this.pattern === undefined) return text;
    return text.replace(this.pattern, (found) => this.standIns.get(found) ?? '');
  }

  /** Masks every text in a value, keys included. */
  value(value: Value): Value {
    if (typeof value === 'string') return this.text(value);
    if (isList(value)) return value.map((element) => this.value(element));
    if (typeof value !== 'object' || value === null || value instanceof Sensitive) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [this.text(key), this.value(part)]));
  }

  /** Masks the attributes of a resource, whose names come from the provider. */
  attributes(attributes: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
    return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, this.value(value)]));
  }

  /** Masks a path in the attributes of a resource as they are masked. */
  path([attribute, ...rest]: ValuePath): ValuePath {
    const steps = rest.map((step) => (typeof step === 'string' ? this.text(step) : step));
    return attribute === undefined ? [] : [attribute, ...steps];
  }
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** As Terraform's `jsonencode` writes it, safe in HTML. */
function inTerraformJson(text: string): string {
  return inJson(text).replace(
    /[<>&\u2028\u2029]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
