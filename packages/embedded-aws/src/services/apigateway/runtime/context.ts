import type { ApiCall, Claims } from './call';
import type { Route } from './routes';
import type { Variables } from './variables';

/**
 * The variables of a request that are known before a backend is asked.
 * Source: API Gateway Developer Guide, "Variables for data transformations for API Gateway".
 */
export function contextOf(call: ApiCall & Partial<Route>, claims: Claims = {}): Variables {
  const { address, incoming, place, stage, startedMs } = call;
  const named = Object.entries(claims).map(([name, value]) => [`authorizer.claims.${name}`, value] as const);
  return {
    accountId: place.account,
    apiId: address.restApiId,
    deploymentId: stage.deploymentId,
    domainName: address.domainName,
    domainPrefix: address.domainName.split('.', 1)[0],
    extendedRequestId: call.extendedRequestId,
    httpMethod: incoming.method,
    'identity.sourceIp': sourceIpOf(call),
    'identity.userAgent': incoming.headers['user-agent'],
    path: `/${address.stageName}${address.path}`,
    protocol: `HTTP/${incoming.httpVersion}`,
    requestId: call.requestId,
    requestTime: commonLogTime(startedMs),
    requestTimeEpoch: String(startedMs),
    resourceId: call.resource?.id,
    resourcePath: call.resource?.path,
    stage: address.stageName,
    xrayTraceId: call.traceId,
    ...Object.fromEntries<string>(named),
  };
}

/** The address that a request came from. */
export function sourceIpOf({ incoming }: Pick<ApiCall, 'incoming'>): string {
  return (incoming.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `24/Nov/2026:09:05:01 +0000`, as in the Common Log Format. */
function commonLogTime(ms: number): string {
  const [year = '', month = '', day = '', time = ''] = new Date(ms).toISOString().split(/[-T.]/);
  return `${day}/${MONTHS[Number(month) - 1] ?? ''}/${year}:${time} +0000`;
}
