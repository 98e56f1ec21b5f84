import { replayDeliveries } from '../../../../cli/rehearse/replay-deliveries';
import type { Hook } from 'embedded-aws/github/api/store';
import type { Delivery, DeliveryResponse } from 'embedded-aws/github/webhooks/delivery';

const TAKEN: DeliveryResponse = { statusCode: 200, status: 'OK', headers: {}, body: '{}' };
const GONE: DeliveryResponse = { statusCode: 404, status: 'Invalid HTTP Response: 404', headers: {}, body: '' };

function delivery(url: string, name: 'ping' | 'push', response: DeliveryResponse): Delivery {
  const event = { name, guid: 'g', payload: {} };
  return { hook: { config: { url } } as Hook, event, response } as Delivery;
}

/** A GitHub that delivered these, and whose receivers now answer all alike. */
function github(deliveries: readonly Delivery[], now: DeliveryResponse) {
  const replayed: string[] = [];
  const deliver = ({ config }: Hook): Promise<DeliveryResponse> => {
    replayed.push(config.url);
    return Promise.resolve(now);
  };
  return { deliveries: () => deliveries, deliver, replayed };
}

describe('replaying pushes to deleted webhooks', () => {
  const DELIVERIES = [
    delivery('http://a', 'ping', TAKEN),
    delivery('http://a', 'push', TAKEN),
    delivery('http://b', 'push', GONE),
  ];

  test('repeats those that were taken', async () => {
    const receiver = github(DELIVERIES, GONE);
    await replayDeliveries(receiver);
    expect(receiver.replayed).toEqual(['http://a']);
  });

  test('fails if one is still taken', async () => {
    await expect(replayDeliveries(github(DELIVERIES, TAKEN))).rejects.toThrow(
      'http://a was deleted, but takes a push: 200 {}',
    );
  });
});
