import type { ApiAnswer, AuthorizedCall } from './call';
import { notEmulated, Refusal } from './gateway-response';
import { callHttp } from './http';
import { proxyToHttp } from './http-proxy';
import { mock } from './mock';

/**
 * Answers a request as its method's integration says.
 * @throws Refusal if there is no answer
 */
export async function integrate(call: AuthorizedCall): Promise<ApiAnswer> {
  const integration = call.method.methodIntegration;
  if (integration === undefined) throw new Refusal('API_CONFIGURATION_ERROR');
  if (integration.connectionType === 'VPC_LINK') throw notEmulated('integrations through a VPC link');
  if (integration.type === 'MOCK') return mock(call, integration);
  if (integration.type === 'HTTP') return callHttp(call, integration);
  if (integration.type === 'HTTP_PROXY') return proxyToHttp(call, integration);
  throw notEmulated(`integrations of type ${String(integration.type)}`);
}
