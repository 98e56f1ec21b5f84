import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

import { PhaseFailure } from './phase';

/** The code of every problem of a buildspec. */
const YAML_FILE_ERROR = 'YAML_FILE_ERROR';

/**
 * A place in a YAML document. Every scalar is the text that was written: `1.10` and `yes` are values of variables, too.
 * What is not there reads as empty; what is there and of another type is a problem.
 */
export class YamlReader {
  private constructor(
    private readonly node: Node | null | undefined,
    private readonly path: string,
    private readonly lines: LineCounter,
    private readonly unknown: string[],
  ) {}

  /** @throws PhaseFailure `YAML_FILE_ERROR` if it is no YAML, or no mapping */
  static parse(text: string): YamlReader {
    const lines = new LineCounter();
    const document = parseDocument(text, { schema: 'failsafe', merge: true, lineCounter: lines });
    const problem = document.errors[0];
    if (problem !== undefined) throw new PhaseFailure(YAML_FILE_ERROR, problem.message.split('\n')[0] ?? '');
    const reader = new YamlReader(document.contents, '', lines, []);
    if (!isMap(reader.node)) throw reader.problem('a mapping');
    return reader;
  }

  /** Keys that {@link only} did not know, anywhere in the document. */
  get unknownKeys(): readonly string[] {
    return this.unknown;
  }

  /** Whether anything is there. */
  get exists(): boolean {
    return this.node !== undefined && this.node !== null && !(isScalar(this.node) && this.node.value === '');
  }

  /** Notes the keys that mean nothing here. CodeBuild warns of them and goes on. */
  only(...known: readonly string[]): this {
    this.unknown.push(...this.keys().filter((key) => !known.includes(key)));
    return this;
  }

  /** @throws PhaseFailure `YAML_FILE_ERROR` if this is no mapping */
  keys(): string[] {
    if (!this.exists) return [];
    if (!isMap(this.node)) throw this.problem('a mapping');
    return this.node.items.map(({ key }) => String(key));
  }

  /** @throws PhaseFailure `YAML_FILE_ERROR` if this is no mapping */
  at(key: string): YamlReader {
    if (this.exists && !isMap(this.node)) throw this.problem('a mapping');
    const value = isMap(this.node) ? (this.node.get(key, true) as Node | undefined) : undefined;
    return new YamlReader(value, this.path === '' ? key : `${this.path}.${key}`, this.lines, this.unknown);
  }

  /**
   * @param values those that are allowed @default any
   * @throws PhaseFailure `YAML_FILE_ERROR` if this is no text, or none of the values
   */
  text<T extends string = string>(values?: readonly T[]): T | undefined {
    if (!this.exists) return undefined;
    if (!isScalar(this.node)) throw this.problem('of string type');
    const text = String(this.node.value) as T;
    if (values !== undefined && !values.includes(text)) throw this.problem(values.join(' or '), text);
    return text;
  }

  /** @throws PhaseFailure `YAML_FILE_ERROR` if this is neither `yes`, `no` nor one of their synonyms in YAML 1.1 */
  flag(): boolean {
    const text = this.text()?.toLowerCase() ?? 'no';
    if (['yes', 'true', 'on'].includes(text)) return true;
    if (['no', 'false', 'off'].includes(text)) return false;
    throw this.problem('yes or no', text);
  }

  /** @throws PhaseFailure `YAML_FILE_ERROR` if this is no sequence of texts */
  texts(): string[] {
    if (!this.exists) return [];
    if (!isSeq(this.node)) throw this.problem('a sequence');
    return this.node.items.map((item, index) => {
      const reader = new YamlReader(item as Node, `${this.path}[${index}]`, this.lines, this.unknown);
      return reader.text() ?? '';
    });
  }

  /** @throws PhaseFailure `YAML_FILE_ERROR` if this is no mapping of texts */
  mapOfTexts(): Record<string, string> {
    return Object.fromEntries(this.keys().map((key) => [key, this.at(key).text() ?? '']));
  }

  /** The problem that something else is here than expected. */
  problem(expected: string, found = this.#found()): PhaseFailure {
    const place = this.path === '' ? 'the buildspec' : this.path;
    const start = this.node?.range?.[0];
    const line = start === undefined ? '' : ` at line ${this.lines.linePos(start).line}`;
    return new PhaseFailure(YAML_FILE_ERROR, `Expected ${place} to be ${expected}: found ${found}${line}`);
  }

  #found(): string {
    if (!this.exists) return 'nothing';
    if (isMap(this.node)) return 'subkeys instead';
    return isSeq(this.node) ? 'a sequence instead' : 'a text instead';
  }
}
