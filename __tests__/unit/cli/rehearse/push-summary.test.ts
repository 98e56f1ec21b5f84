import { renderPush } from '../../../../cli/rehearse/push-summary';
import type { Delivery } from 'embedded-aws/github/webhooks/delivery';
import { localUrl, type PushReport } from '../../../../cli/rehearse/rehearse-push';

const TAKEN = { statusCode: 200, status: 'OK', headers: {}, body: '{}' };
const REFUSED = { statusCode: 403, status: 'Invalid HTTP Response: 403', headers: {}, body: '{"message":"no"}' };

const DELIVERY: Partial<Delivery> = {
  event: { name: 'push', guid: 'g', payload: {} },
  request: { url: 'http://127.0.0.1:4000/webhooks', headers: {}, body: '' },
  response: TAKEN,
};

const REPORT: PushReport = {
  service: 'hello',
  sha: '0123456789abcdef0123456789abcdef01234567',
  seconds: 22.1,
  deliveries: [DELIVERY as Delivery],
  webhookChecks: [{ what: 'with a wrong secret', response: REFUSED }],
  url: 'http://127.0.0.1:4000/execute-api/a1b2/dev/hello',
  before: {
    status: 404,
    body: '<html>\n<head><title>404 Not Found</title></head>\n<body>not here, not anywhere</body>',
  },
  after: { status: 200, body: '{"hello":"world"}' },
};

describe('the summary of a push', () => {
  test('shows the answers to GitHub, and a request before and after, one per line', () => {
    expect(renderPush(REPORT).split('\n')).toEqual([
      'Commit 0123456 of hello was delivered in 23 s. GET http://127.0.0.1:4000/execute-api/a1b2/dev/hello',
      '  GitHub delivered push to http://127.0.0.1:4000/webhooks: 200 {}',
      '  the same with a wrong secret starts nothing: 403 {"message":"no"}',
      '  before: 404 <html> <head><title>404 Not Found</title></head> <body>not h...',
      '  after:  200 {"hello":"world"}',
    ]);
  });

  test('says how many requests were made while the version rolled out', () => {
    expect(renderPush({ ...REPORT, traffic: { requests: 120, failures: [] } })).toContain(
      '  while it rolled out: 120 requests, none failed',
    );
  });
});

test('the URL of a stage leads to the embedded AWS by its path', () => {
  expect(localUrl('http://127.0.0.1:4000', 'https://a1b2.execute-api.eu-central-1.amazonaws.com/dev')).toBe(
    'http://127.0.0.1:4000/execute-api/a1b2/dev',
  );
});
