import { paginate } from './pagination';

const ITEMS = Array.from({ length: 250 }, (_, index) => index);

function page(query: string): ReturnType<typeof paginate<number>> {
  return paginate(ITEMS, new URL(`http://localhost/list${query}`));
}

describe('pages of a list', () => {
  test.each([
    ['', 30],
    ['?per_page=1', 1],
    ['?per_page=100', 100],
    ['?per_page=101', 100],
    ['?per_page=0', 30],
    ['?per_page=many', 30],
  ])('a page asked for with "%s" has %d items', (query, length) => {
    expect(page(query).items).toEqual(ITEMS.slice(0, length));
  });

  test('the last page holds the rest and leads back only', () => {
    expect(page('?per_page=100&page=3')).toEqual({
      items: ITEMS.slice(200),
      link: '<http://localhost/list?per_page=100&page=2>; rel="prev", <http://localhost/list?per_page=100&page=1>; rel="first"',
    });
  });

  test('a page behind the last one is empty', () => {
    expect(page('?per_page=100&page=4').items).toEqual([]);
  });

  test('a list that fits on one page has no links', () => {
    expect(paginate([1, 2], new URL('http://localhost/list?per_page=2'))).toEqual({ items: [1, 2] });
  });
});
