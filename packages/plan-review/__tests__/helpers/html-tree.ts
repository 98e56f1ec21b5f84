import MarkdownIt from 'markdown-it';
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/** An element of a page, or of a comment as GitHub would show it. */
export interface PageElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Tags of the elements around it, from the outside. */
  readonly inside: readonly string[];
  /** All text in it. */
  readonly text: string;
}

/** A page, taken apart. */
export interface Page {
  /** In the order of the page; html, head and body are left out. */
  readonly elements: readonly PageElement[];
  /** Each text with the elements around it. */
  readonly texts: readonly { readonly text: string; readonly inside: readonly string[] }[];
}

/** Follows CommonMark and GitHub's tables, and links addresses as GitHub does. */
const markdown = new MarkdownIt({ html: true, linkify: true });

/** Reads Markdown as a browser would see it. */
export function pageOfMarkdown(text: string): Page {
  return pageOfHtml(markdown.render(text));
}

/** Reads HTML as a browser does. */
export function pageOfHtml(html: string): Page {
  const elements: PageElement[] = [];
  const texts: Page['texts'][number][] = [];
  const visit = (node: Tree.Node, inside: readonly string[]): string => {
    if ('value' in node) {
      texts.push({ text: node.value, inside });
      return node.value;
    }
    if (!('childNodes' in node)) return '';
    if (!('tagName' in node) || ['html', 'head', 'body'].includes(node.tagName)) {
      return node.childNodes.map((child) => visit(child, inside)).join('');
    }
    const place = elements.push(asElement(node, inside, '')) - 1;
    const text = node.childNodes.map((child) => visit(child, [...inside, node.tagName])).join('');
    elements[place] = asElement(node, inside, text);
    return text;
  };
  visit(parse(html), []);
  return { elements, texts };
}

function asElement(node: Tree.Element, inside: readonly string[], text: string): PageElement {
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  return { tag: node.tagName, attributes, inside, text };
}
