import { errorCode } from 'plan-review/error-code';
import type { Environment } from '../project';
import { errorsIn, type Fault } from './fault';

/**
 * Codes for hosts that have no address, do not answer, or refuse or break off the connection. Sources: errno(3),
 * getaddrinfo(3); Node.js documentation, "Errors"; undici documentation, "Errors".
 */
const UNREACHABLE = [
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EPIPE',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_SOCKET',
];

/** Codes for certificates that this machine does not trust. Source: OpenSSL, "verify": X509_V_ERR_...; Node.js, `tls`. */
const UNTRUSTED =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?)|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID)$/;

/** A connection that took too long is called TimeoutError by the AWS SDK and by `AbortSignal.timeout`. */
const TIMEOUT = 'TimeoutError';

/**
 * Why a server cannot be reached, if that is why something failed.
 * @param env decides what the hint names: addresses of another AWS, and proxies
 * @returns undefined if it failed for another reason
 */
export function networkFault(error: unknown, env: Environment): Fault | undefined {
  const errors = errorsIn(error);
  const untrusted = errors.find((each) => UNTRUSTED.test(errorCode(each) ?? ''));
  if (untrusted !== undefined) return { why: untrusted.message, hint: TRUST };
  const unreachable = errors.find((each) => UNREACHABLE.includes(errorCode(each) ?? '') || each.name === TIMEOUT);
  if (unreachable === undefined) return undefined;
  // An AggregateError of several addresses has no message of its own.
  const why = [unreachable, ...errors].find(({ message }) => message !== '')?.message ?? String(errorCode(unreachable));
  return { why, hint: [checks(env), ...proxyNote(env)].join(' ') };
}

const TRUST =
  'If a proxy opens the connections of this network, name the file with its certificate: NODE_EXTRA_CA_CERTS=<file>, and ' +
  'SSL_CERT_FILE=<file> and AWS_CA_BUNDLE=<file> for Terraform. Else check the clock of this machine.';

/** What to look at: the address that the environment names, or the region, of which the address is made. */
function checks(env: Environment): string {
  const named = Object.entries(env).find(([name, value]) => /^AWS_ENDPOINT_URL(_|$)/.test(name) && value !== undefined);
  return named === undefined
    ? 'Check the network, and region in the config.'
    : `Check that the AWS at ${named[0]}=${String(named[1])} runs, or unset it for the AWS of the region.`;
}

/**
 * Terraform goes through a proxy; the AWS SDK for JavaScript does not by itself, nor does `fetch` of Node.js.
 * Sources: Go, net/http, ProxyFromEnvironment; AWS SDK for JavaScript Developer Guide v3, "Configure proxies for Node.js".
 */
function proxyNote(env: Environment): readonly string[] {
  const name = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].find((each) => (env[each] ?? '') !== '');
  if (name === undefined) return [];
  return [`${name} is set: Terraform goes through that proxy, but this command itself needs a way without one.`];
}
