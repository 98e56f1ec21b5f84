import { checkWebhook } from '../../../../cli/rehearse/webhook-checks';
import type { Delivery, DeliveryResponse, WebhookEvent } from 'embedded-aws/github/webhooks/delivery';
import type { Hook } from 'embedded-aws/github/api/store';

const REFUSED: DeliveryResponse = { statusCode: 403, status: 'Invalid HTTP Response: 403', headers: {}, body: '' };
const IGNORED: DeliveryResponse = { statusCode: 200, status: 'OK', headers: {}, body: '{}' };

const DELIVERY = {
  hook: { config: { url: 'http://127.0.0.1:4000', secret: 'right' } },
  event: { name: 'push', guid: 'g', payload: { ref: 'refs/heads/main', after: '0123' } },
} as Delivery;

/** A webhook with the secret `right`, and the pipeline that it starts. */
function webhook({ checksSecret = true } = {}) {
  const sent: { hook: Hook; event: WebhookEvent }[] = [];
  const executions: string[] = ['first'];
  const deliver = (hook: Hook, event: WebhookEvent): Promise<DeliveryResponse> => {
    sent.push({ hook, event });
    if (checksSecret && hook.config.secret !== 'right') return Promise.resolve(REFUSED);
    if ('ref' in event.payload && event.payload.ref === 'refs/heads/main') executions.push('next');
    return Promise.resolve(IGNORED);
  };
  const watch = { pipelineName: 'shop-hello', executions: () => Promise.resolve([...executions]) };
  return { github: { deliver }, watch, sent };
}

describe('trying a webhook', () => {
  test('reports the answers to a wrong secret and to another branch', async () => {
    const { github, watch, sent } = webhook();
    expect(await checkWebhook(github, DELIVERY, watch)).toEqual([
      { what: 'with a wrong secret', response: REFUSED },
      { what: 'of another branch', response: IGNORED },
    ]);
    expect(sent.map(({ event }) => event.payload)).toEqual([
      { ref: 'refs/heads/main', after: '0123' },
      { ref: 'refs/heads/not-delivered', after: '0123' },
    ]);
  });

  test('fails if the pipeline runs because of one', async () => {
    const { github, watch } = webhook({ checksSecret: false });
    await expect(checkWebhook(github, DELIVERY, watch)).rejects.toThrow(
      'A push with a wrong secret has started shop-hello: 200 {}',
    );
  });
});
