import fc from 'fast-check';
import { renderHtml } from 'plan-review/report/html/render-html';
import { VERDICTS } from 'plan-review/report/text/words';
import { arbitraryText, reviewOfSizes } from '../../helpers/arbitrary-review';
import { pageOfHtml } from '../../helpers/html-tree';
import { SAMPLE_REVIEW } from '../../helpers/sample-review';

/** Everything that a report is made of. */
const TAGS = [
  ...['meta', 'title', 'style', 'header', 'nav', 'main', 'section', 'h1', 'h2', 'h3', 'h4', 'p', 'div', 'span', 'br'],
  ...['ul', 'ol', 'li', 'a', 'code', 'pre', 'details', 'summary', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

describe('the HTML report of any review', () => {
  const texts = fc.array(arbitraryText, { minLength: 1, maxLength: 40 });
  const pages = fc.sample(texts, { numRuns: 40, seed: 20261126 }).map((some) => {
    const review = reviewOfSizes({ stacks: 7, changes: 40, linesPerChange: 4, findings: 12 }, some, 'attention');
    const html = renderHtml(review);
    return { review, html, page: pageOfHtml(html) };
  });

  it('is made of our elements alone', () => {
    for (const { page } of pages) expect(page.elements.filter(({ tag }) => !TAGS.includes(tag))).toEqual([]);
  });

  it('loads nothing and links only within itself', () => {
    for (const { page } of pages) {
      const addresses = page.elements.flatMap(({ attributes: { href, src, action } }) => [href, src, action]);
      expect(addresses.filter((address) => address !== undefined && !/^#[a-z0-9-]+$/.test(address))).toEqual([]);
      expect(
        page.elements.flatMap(({ attributes }) => Object.keys(attributes)).filter((name) => /^on/.test(name)),
      ).toEqual([]);
    }
  });

  it('links to what is there, and names nothing twice', () => {
    for (const { page } of pages) {
      const ids = page.elements.flatMap(({ attributes: { id } }) => id ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      const targets = page.elements.flatMap(({ attributes: { href } }) => href?.slice(1) ?? []);
      expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
    }
  });

  it('shows every finding and every stack', () => {
    for (const { review, page } of pages) {
      expect(page.elements.filter(({ tag }) => tag === 'details')).toHaveLength(review.stacks.length);
      const [reasons] = page.elements.filter(({ attributes }) => attributes['id'] === 'reasons');
      const items = page.elements.filter(
        ({ tag, attributes }) => tag === 'li' && attributes['class']?.startsWith('finding'),
      );
      expect(items).toHaveLength(2 * review.findings.length);
      expect(reasons?.text).toContain('Reasons');
    }
  });

  it('has no character that turns text around or hides it', () => {
    for (const { html } of pages) expect(html).not.toMatch(/[\p{Bidi_Control}\u200b]|(?!\n)\p{Cc}/u);
  });
});

describe('the HTML report', () => {
  const page = pageOfHtml(renderHtml(SAMPLE_REVIEW));

  it('says in its title and on top what the verdict is', () => {
    const titles = page.elements.filter(({ tag }) => tag === 'title' || tag === 'h1').map(({ text }) => text);
    expect(titles).toEqual(['Plan review: Dangerous', '✕Plan review: Dangerous']);
    expect(VERDICTS.dangerous.title).toBe('Dangerous');
  });

  it('allows itself its style and nothing else', () => {
    const policy = page.elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy');
    expect(policy?.attributes['content']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'$/,
    );
  });

  it('opens the risky stacks, and shows signs beside colours', () => {
    const open = page.elements.filter(({ tag, attributes }) => tag === 'details' && 'open' in attributes);
    expect(open).toHaveLength(5);
    const rows = page.elements
      .filter(({ attributes }) => attributes['class'] === 'row removed')
      .map(({ text }) => text);
    expect(rows).toContain('- tcp 8443 from 10.40.0.0/16\n');
  });

  it('shows what it costs and how that was computed', () => {
    const [cost] = page.elements.filter(({ attributes }) => attributes['id'] === 'cost');
    expect(cost?.text).toContain('+79.02 USD a month');
    expect(cost?.text).toContain('730 h × $0.052');
  });
});
