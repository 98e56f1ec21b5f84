import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';

import type { DataPlane } from '../../../gateway/data-plane';
import { orderedActions } from './actions';
import { factsOf, meets } from './conditions';
import { ErrorPage, writeErrorPage } from './error-page';
import { destinationOf, type Exchange, findListener } from './exchange';
import { forward } from './forward';
import { locationOf } from './redirect';

/**
 * Serves requests to Application Load Balancers. A request belongs to the load balancer whose DNS name is its Host, with
 * the listener's port; a client that uses the gateway as its HTTP proxy may send another Host than it connects to.
 */
export const loadBalancerPlane: DataPlane = {
  takes: (incoming) => DNS_NAME.test(destinationOf(incoming).name),
  serve: async (incoming, response, runtime) => {
    try {
      const found = await findListener(runtime, destinationOf(incoming));
      await answer({ ...found, incoming, response, runtime });
    } catch (error) {
      if (!(error instanceof ErrorPage)) throw error;
      writeErrorPage(response, error);
    }
  },
};

/** `<name>-<id>.<region>.elb.amazonaws.com`. */
const DNS_NAME = /\.elb\.amazonaws\.com(?:\.cn)?$/;

/** Performs the actions of the first rule whose conditions the request meets. */
async function answer(exchange: Exchange): Promise<void> {
  const { incoming, stored, listener } = exchange;
  const facts = factsOf(incoming);
  const rule = (await stored.rules(listener.ListenerArn)).find((each) => meets(facts, each));
  for (const action of rule === undefined ? [] : orderedActions(rule)) {
    if (action.Type === 'forward') return forward(exchange, action, rule?.RuleArn ?? '');
    if (action.Type === 'redirect') redirect(exchange, action);
    else if (action.Type === 'fixed-response') respond(exchange, action);
    else throw new ErrorPage(501, `The embedded AWS has no ${String(action.Type)} actions.`);
  }
}

function redirect(exchange: Exchange, { RedirectConfig: config = { StatusCode: 'HTTP_302' } }: Action): void {
  const status = config.StatusCode === 'HTTP_301' ? 301 : 302;
  const headers = { server: 'awselb/2.0', location: locationOf(exchange, config), 'content-length': 0 };
  exchange.response.writeHead(status, headers).end();
}

function respond({ response }: Exchange, { FixedResponseConfig: config }: Action): void {
  const body = config?.MessageBody ?? '';
  const type = config?.ContentType ?? 'text/plain';
  const headers = { server: 'awselb/2.0', 'content-type': type, 'content-length': Buffer.byteLength(body) };
  response.writeHead(Number(config?.StatusCode), headers).end(body);
}
