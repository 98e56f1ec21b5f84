import { DATA_TYPES, FUNCTIONS, isResourceType } from './allowed';
import { shown } from './refusal';

/** What a text of the JSON may hold. */
export const ALLOWED_TEXTS = `plain text, references to variables, resources and data sources, comparisons and choices, and the functions ${[...FUNCTIONS].join(', ')}`;

/**
 * Finds what Terraform would evaluate in a text of its JSON, and that is not allowed. A text is a template: `${` begins an
 * expression and `%{` a directive; `$${` and `%%{` are plain text. Source: Terraform documentation, "JSON Configuration
 * Syntax", expression mapping, and "Strings and Templates".
 * @param types names of resource types that are allowed beyond those of the platform
 * @returns what was found. undefined: nothing
 */
export function problemIn(text: string, types: ReadonlySet<string>): string | undefined {
  for (const { 0: match, index } of text.matchAll(SIGNS)) {
    if (match === '$${' || match === '%%{') continue;
    if (match !== '${') return shown(text.slice(index));
    const { problem } = new Expression(text, index + match.length, types).read();
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** An expression in a text. */
export interface ReadExpression {
  /** What stands between `${` and `}`. */
  readonly text: string;
  /** What it refers to, in parts without indices, e.g. `aws_vpc`, `vpc_1` and `id`. */
  readonly references: readonly (readonly string[])[];
}

/** The expressions of a text in which `problemIn` finds nothing; of another text as many as can be read. */
export function expressionsIn(text: string, types: ReadonlySet<string>): ReadExpression[] {
  return [...text.matchAll(SIGNS)].flatMap(({ 0: match, index }) =>
    match === '${' ? [new Expression(text, index + match.length, types).read()] : [],
  );
}

/** More signs in a row can be read in more than one way. */
const SIGNS = /[$%]+\{/g;

/** What an expression may be made of, beside references and calls. */
const LITERAL = /"(?:[^"\\$%\n]|[$%](?!\{))*"|-?\d+(\.\d+)?/y;
const OPERATOR = /[<>]=?|[=!]=|[+-]/y;
const NAME = /[A-Za-z_][A-Za-z0-9_-]*/y;
const SPACE = / */y;
/** Of a list of blocks. */
const INDEX = /\[\d{1,4}\]/y;

/** Ends the reading of an expression. */
class Unknown extends Error {}

/** One expression, read from after `${` to its `}`: as much of Terraform's language as the platform uses. */
class Expression {
  private readonly references: (readonly string[])[] = [];

  constructor(
    private readonly text: string,
    private position: number,
    private readonly types: ReadonlySet<string>,
  ) {}

  /** @returns also what is not allowed in it, if anything */
  read(): ReadExpression & { readonly problem?: string } {
    const start = this.position;
    const result = (): ReadExpression => ({
      text: this.text.slice(start, this.position).replace(/\}$/, ''),
      references: this.references,
    });
    try {
      this.value();
      if (!this.takes('}')) throw new Unknown(this.from(start));
      return result();
    } catch (error) {
      if (error instanceof Unknown) return { ...result(), problem: error.message };
      throw error;
    }
  }

  /** Operands with operators between them, and a choice that depends on them. */
  private value(): void {
    do this.operand();
    while (this.match(OPERATOR) !== '');
    if (!this.takes('?')) return;
    this.value();
    this.require(':');
    this.value();
  }

  private operand(): void {
    this.match(SPACE);
    const start = this.position;
    if (this.takes('(')) {
      this.value();
      this.require(')');
    } else if (this.takes('[')) this.values(']');
    else if (this.match(LITERAL) === '') this.call(start);
    this.match(SPACE);
  }

  private values(end: string): void {
    if (this.takes(end)) return;
    do this.value();
    while (this.takes(','));
    this.require(end);
  }

  private call(start: number): void {
    const name = this.match(NAME);
    if (!this.takes('(')) {
      this.reference(start, name);
      return;
    }
    if (!FUNCTIONS.has(name)) throw new Unknown(`the function ${shown(name)}`);
    this.values(')');
  }

  private reference(start: number, root: string): void {
    const parts = [root];
    for (;;) {
      if (this.takes('.')) parts.push(this.match(NAME));
      else if (this.match(INDEX) === '') break;
    }
    if (parts.includes('') || !this.isKnown(parts)) throw new Unknown(this.from(start));
    this.references.push(parts);
  }

  private isKnown([root = '', second = '', ...rest]: readonly string[]): boolean {
    if (root === 'var') return second !== '' && rest.length === 0;
    if (root === 'data') return DATA_TYPES.has(second) && rest.length >= 2;
    return isResourceType(root, this.types) && second !== '' && rest.length > 0;
  }

  private require(sign: string): void {
    if (!this.takes(sign)) throw new Unknown(this.from(this.position));
  }

  private takes(sign: string): boolean {
    if (!this.text.startsWith(sign, this.position)) return false;
    this.position += sign.length;
    return true;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const [found = ''] = pattern.exec(this.text) ?? [];
    this.position += found.length;
    return found;
  }

  private from(start: number): string {
    return `the expression ${shown(this.text.slice(start).split('}', 1)[0] ?? '')}`;
  }
}
