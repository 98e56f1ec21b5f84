import type { TokenMap } from './internals';

/** Attributes of an element, or a part of them. */
type Values = Record<string, unknown>;
type Merge = (target: object, ...sources: readonly object[]) => object;
type KeysToSnakeCase = (object: object) => object;
type MakeUniqueId = (components: readonly string[]) => string;
type RegisterKey = (this: TokenMap, token: object, displayHint?: string) => string;

/** Results to remember of one function. */
const MOST_RESULTS = 20_000;

/** What cdktf marks dynamic blocks with. */
const DYNAMIC_BLOCK = Symbol.for('cdktf/TerraformDynamicBlock');
const INVALID_IN_KEY = /[^a-zA-Z0-9:._-]/g;

/** Remembers results by the text that they are made from. */
class Results {
  private readonly results = new Map<string, string>();

  of(text: string, make: () => string): string {
    const found = this.results.get(text);
    if (found !== undefined) return found;
    if (this.results.size >= MOST_RESULTS) this.results.clear();
    const made = make();
    this.results.set(text, made);
    return made;
  }
}

/** Stacks of one kind have elements of the same ids: cdktf hashes them for each. */
export function rememberUniqueIds(makeUniqueId: MakeUniqueId): MakeUniqueId {
  const results = new Results();
  // No id of a construct has a slash.
  return (components) => results.of(components.join('/'), () => makeUniqueId(components));
}

/** Only what is most: no objects but lists of texts. Everything else is left to cdktf. */
export function quickSnakeCase(keysToSnakeCase: KeysToSnakeCase): KeysToSnakeCase {
  const results = new Results();
  const snakeCase = (key: string): string =>
    results.of(key, () => Object.keys(keysToSnakeCase({ [key]: true }))[0] ?? '');
  return (object) => {
    if (Array.isArray(object) || isResolvable(object) || !Object.values(object).every(isSimple))
      return keysToSnakeCase(object);
    const renamed: Values = {};
    for (const key of Object.keys(object)) {
      const value = (object as Values)[key];
      renamed[key === 'tags' || key === 'environment' ? key : snakeCase(key)] = value;
    }
    return renamed;
  };
}

function isSimple(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item !== 'object');
  return typeof value !== 'object' && typeof value !== 'function';
}

/** Does not delete what is not there, which would make objects slow. */
export function quickMerge(deepMerge: Merge): Merge {
  return (target, ...sources) => {
    if (isResolvable(target) || !sources.every((source) => isObject(source))) return deepMerge(target, ...sources);
    for (const source of sources) merge(target as Values, source as Values);
    return target;
  };

  function merge(target: Values, source: Values): void {
    for (const key of Object.keys(source)) {
      const value = source[key];
      const former = target[key];
      if (value === undefined) {
        if (key in target) Reflect.deleteProperty(target, key);
      } else if (Array.isArray(value)) {
        target[key] = Array.isArray(former) ? [...(former as unknown[]), ...(value as unknown[])] : value;
      } else if (!isObject(value) || isResolvable(value)) {
        target[key] = value;
      } else if (former === null || (isObject(former) && isResolvable(former))) {
        deepMerge(target, { [key]: value });
      } else {
        merge((isObject(former) ? former : (target[key] = {})) as Values, value as Values);
      }
    }
  }
}

/** Leaves out what is not set: most of a binding's attributes, which every later step would go through. */
export function quickAttributes(): (attributes: object) => object {
  return function process(attributes) {
    const result: Values = {};
    for (const [name, value] of Object.entries(attributes as Values)) {
      if (value === undefined) continue;
      if (!isObject(value)) result[name] = value;
      else if (DYNAMIC_BLOCK in value) addDynamic(result, name, value as object as DynamicBlock);
      else result[name] = value.constructor === Object ? process(value) : value;
    }
    return result;
  };
}

interface DynamicBlock {
  toTerraformDynamicBlockJson(): unknown;
}

function addDynamic(result: Values, name: string, block: DynamicBlock): void {
  if (!result['dynamic']) result['dynamic'] = {};
  (result['dynamic'] as Values)[name] = block.toTerraformDynamicBlockJson();
}

/** Makes no regular expression for a token without a hint. */
export function quickKey(): RegisterKey {
  return function (token, displayHint = 'TOKEN') {
    const hint = displayHint === 'TOKEN' ? displayHint : (displayHint || 'TOKEN').replace(INVALID_IN_KEY, '.');
    const key = `${hint}.${this.tokenCounter++}`;
    this.stringTokenMap.set(key, token);
    return key;
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isResolvable(value: object): boolean {
  return typeof (value as { resolve?: unknown }).resolve === 'function';
}
