import { matchRoute } from './match-route';

const SHOP = '/repos/acme/shop';

test.each([
  ['GET', SHOP, 'repos/repos#get-a-repository', {}],
  ['POST', `${SHOP}/hooks`, 'repos/webhooks#create-a-repository-webhook', {}],
  ['DELETE', `${SHOP}/hooks/7`, 'repos/webhooks#delete-a-repository-webhook', { id: '7' }],
  [
    'GET',
    `${SHOP}/hooks/7/deliveries/9`,
    'repos/webhooks#get-a-delivery-for-a-repository-webhook',
    { id: '7', delivery: '9' },
  ],
  ['GET', `${SHOP}/commits/feature/x`, 'commits/commits#get-a-commit', { '*': 'feature/x' }],
  ['GET', `${SHOP}/zipball`, 'repos/contents#download-a-repository-archive-zip', { format: 'zipball' }],
  ['GET', `${SHOP}/tarball/`, 'repos/contents#download-a-repository-archive-zip', { format: 'tarball' }],
  ['GET', `${SHOP}/tarball/v1`, 'repos/contents#download-a-repository-archive-zip', { format: 'tarball', '*': 'v1' }],
])('%s %s is the operation %s', (method, path, docs, params) => {
  const match = matchRoute(method, path);

  expect(match?.route.docs).toBe(docs);
  expect(match?.params).toEqual({ owner: 'acme', repo: 'shop', ...params });
});

test.each([
  ['with slashes', 'feature/x'],
  ['with escaped slashes', 'feature%2Fx'],
  ['with an escaped percent sign', '50%25'],
  ['with what is no escape', '100%'],
  ['with another encoding than UTF-8', '%ff'],
])('a parameter %s stays as it came', (_, ref) => {
  expect(matchRoute('GET', `${SHOP}/branches/${ref}`)?.params['*']).toBe(ref);
});

test('an id may have any length', () => {
  expect(matchRoute('GET', `${SHOP}/hooks/${'1'.repeat(500)}`)?.params['id']).toHaveLength(500);
});

test.each([
  ['another method', 'HEAD', SHOP],
  ['no method', '', SHOP],
  ['capital letters', 'GET', '/REPOS/acme/shop'],
  ['an empty owner', 'GET', '/repos//shop'],
  ['an empty repository', 'GET', '/repos/acme/'],
  ['a slash after a repository', 'GET', `${SHOP}/`],
  ['a slash after a list', 'GET', `${SHOP}/hooks/`],
  ['a slash after an id', 'GET', `${SHOP}/hooks/7/`],
  ['a commit without a ref', 'GET', `${SHOP}/commits/`],
  ['a format of no archive', 'GET', `${SHOP}/rarball/main`],
])('no operation has %s', (_, method, path) => {
  expect(matchRoute(method, path)).toBeUndefined();
});
