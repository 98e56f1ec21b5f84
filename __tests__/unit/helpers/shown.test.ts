import { patternOf, readable } from '../../e2e/helpers/guide/shown';

describe('what a guide shows', () => {
  it.each([
    ['a line as it is', 'Done.', 'first\nDone.\nlast\n'],
    ['three dots for a part of a line', 'api_url = https://...', 'api_url = https://abc/dev\n'],
    ['a line of three dots for lines between', 'first\n...\nlast', 'first\nsecond\nthird\nlast\n'],
    ['a line of three dots for no line', 'first\n  ...\nlast', 'first\nlast\n'],
    ['any end of lines', 'Build Succeeded\nDone.', 'Build Succeeded  \nDone.\n'],
  ])('is %s', (_, shown, seen) => {
    expect(seen).toMatch(patternOf(shown));
  });

  it.each([
    ['another line', 'Done.', 'Failed.\n'],
    ['lines in another order', 'first\n...\nlast', 'last\nfirst\n'],
    ['a line between where none is shown', 'first\nlast', 'first\nsecond\nlast\n'],
    ['a dot that is another letter', 'web.ts', 'web-ts\n'],
  ])('is not %s', (_, shown, seen) => {
    expect(seen).not.toMatch(patternOf(shown));
  });

  it('has neither colours nor spaces at the ends of lines', () => {
    expect(readable('\u001B[1mDone.\u001B[0m  \r\nNext \n')).toBe('Done.\nNext\n');
  });
});
