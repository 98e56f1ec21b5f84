const DEFAULT_PER_PAGE = 30;
const MAX_PER_PAGE = 100;

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Value of the `Link` header; absent when everything fits on one page. */
  readonly link?: string;
}

/**
 * Cuts a list as `per_page` and `page` of the query ask ("Using pagination in the REST API", GitHub Docs): 30 items a
 * page unless asked otherwise, 100 at most.
 * @param url - the request's whole address; the links differ from it in `page` alone
 */
export function paginate<T>(items: readonly T[], url: URL): Page<T> {
  const perPage = pageSize(url);
  const page = positive(url.searchParams.get('page'), 1);
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const link = links(url, page, last);
  return { items: items.slice((page - 1) * perPage, page * perPage), ...(link === '' ? {} : { link }) };
}

/** How many items a page has: 30 unless `per_page` of the query asks otherwise, 100 at most. */
export function pageSize(url: URL): number {
  return Math.min(positive(url.searchParams.get('per_page'), DEFAULT_PER_PAGE), MAX_PER_PAGE);
}

function links(url: URL, page: number, last: number): string {
  const backward = page > 1 ? [relation(url, 'prev', page - 1), relation(url, 'first', 1)] : [];
  const forward = page < last ? [relation(url, 'next', page + 1), relation(url, 'last', last)] : [];
  return [...backward, ...forward].join(', ');
}

function relation(url: URL, name: string, page: number): string {
  const target = new URL(url);
  target.searchParams.set('page', String(page));
  return `<${target.href}>; rel="${name}"`;
}

function positive(digits: string | null, otherwise: number): number {
  return digits !== null && /^[1-9]\d*$/.test(digits) ? Number(digits) : otherwise;
}
