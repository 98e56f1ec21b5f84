import escapeHtml from 'escape-html';

/** Markup. Only `h` makes it, so text never becomes markup. */
export class Html {
  private constructor(readonly markup: string) {}

  /** See `h`. */
  static element(tag: string, attributes: Attributes | null, children: readonly Child[]): Html {
    const written = Object.entries(attributes ?? {}).map(([name, value]) => attribute(name, value));
    const open = `<${tag}${written.join('')}>`;
    if (VOID.includes(tag)) return new Html(open);
    const inside = children.map((child) => (child instanceof Html ? child.markup : escapeHtml(child)));
    return new Html(`${open}${inside.join('')}</${tag}>`);
  }
}

/** What an element may hold. */
export type Child = Html | string;

/** Attributes by name; one that is `true` has no value, one that is `false` is left out. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** Elements of HTML that hold nothing and are not closed; those that the report has. */
const VOID = ['br', 'meta'];

/**
 * Makes an element. Texts and values of attributes are escaped; the names of elements and attributes are the program's.
 * The content of a `style` is text to this function, and must be without quotation marks, brackets and ampersands.
 */
export function h(tag: string, attributes: Attributes | null, ...children: readonly Child[]): Html {
  return Html.element(tag, attributes, children);
}

function attribute(name: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? ` ${name}` : '';
  return ` ${name}="${escapeHtml(String(value))}"`;
}
