import { DockerError } from '../docker-error';

/** Variables by name. */
export type Variables = Readonly<Record<string, string>>;

/**
 * Cuts a line at blanks that are neither quoted nor escaped. Quotes stay.
 * @param escape the Dockerfile's escape character
 */
export function splitWords(text: string, escape: string): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    if (char === escape && quote !== "'") word += char + text.charAt(++index);
    else if (quote === '' && /\s/.test(char)) {
      if (word !== '') words.push(word);
      word = '';
    } else {
      if (char === quote) quote = '';
      else if (quote === '' && /["']/.test(char)) quote = char;
      word += char;
    }
  }
  if (quote !== '') throw new DockerError(`unexpected end of statement while looking for matching ${quote}: ${text}`);
  return word === '' ? words : [...words, word];
}

/**
 * Replaces variables and takes quotes away, as docker does in most instructions (Dockerfile reference, "Environment
 * replacement").
 * @throws DockerError for a form that is not known, or that demands a variable which is not set
 */
export function expand(text: string, variables: Variables, escape: string): string {
  return new Expansion(text, variables, escape).run();
}

/** `${name}` and `${name<operator>word}`; the word may have variables of its own. */
const BRACED = /^\{([A-Za-z_]\w*|\d+)(:?[-+?])?/;

class Expansion {
  #at = 0;

  constructor(
    private readonly text: string,
    private readonly variables: Variables,
    private readonly escape: string,
  ) {}

  /** @param end character that ends it @default the end of the text */
  run(end?: string): string {
    let result = '';
    let quote = '';
    for (; this.#at < this.text.length; this.#at++) {
      const char = this.text.charAt(this.#at);
      if (char === end && quote === '') break;
      if (quote === "'") result += char === quote ? ((quote = ''), '') : char;
      else if (char === '$') result += this.#variable();
      else if (char === this.escape) result += this.#escaped(quote);
      else if (char === quote) quote = '';
      else if (quote === '' && /["']/.test(char)) quote = char;
      else result += char;
    }
    return result;
  }

  /** Inside double quotes the escape character means something only before what is special there. */
  #escaped(quote: string): string {
    const next = this.text.charAt(++this.#at);
    return quote === '"' && !['"', '$', this.escape].includes(next) ? this.escape + next : next;
  }

  #variable(): string {
    const rest = this.text.slice(this.#at + 1);
    const plain = /^([A-Za-z_]\w*|\d)/.exec(rest)?.[1];
    if (plain !== undefined) {
      this.#at += plain.length;
      return this.variables[plain] ?? '';
    }
    return rest.startsWith('{') ? this.#braced(rest) : '$';
  }

  #braced(rest: string): string {
    const [matched = '', name = '', operator = ''] = BRACED.exec(rest) ?? [];
    this.#at += matched.length + 1;
    const word = operator === '' ? '' : this.run('}');
    if (matched === '' || this.text.charAt(this.#at) !== '}') {
      throw new DockerError(
        `failed to process "${this.text}": unsupported substitution; supported are \${name}, \${name:-word}, \${name:+word} and \${name:?word}`,
      );
    }
    return this.#substitute(name, operator, word);
  }

  #substitute(name: string, operator: string, word: string): string {
    const value = this.variables[name];
    const isSet = value !== undefined && !(operator.startsWith(':') && value === '');
    if (operator.endsWith('+')) return isSet ? word : '';
    if (isSet || operator === '') return value ?? '';
    if (operator.endsWith('?')) {
      throw new DockerError(
        `failed to process "${this.text}": ${name}: ${word === '' ? 'not allowed to be unset' : word}`,
      );
    }
    return word;
  }
}
