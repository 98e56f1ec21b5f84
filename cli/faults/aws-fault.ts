import type { Environment } from '../project';
import { errorsIn, type Fault } from './fault';
import { networkFault } from './network-fault';

const GET_CREDENTIALS = 'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and its secret.';

const RENEW = 'Get new ones (with a profile of IAM Identity Center: aws sso login), and run the same command again.';

/**
 * AWS's names for credentials that were valid once, that it does not know, and that are used at the wrong time.
 * Sources: AWS General Reference, "Common error types"; Amazon S3 API Reference, "Error responses"; AWS STS API Reference.
 */
const REFUSALS: readonly { readonly names: RegExp; readonly what: string; readonly hint: string }[] = [
  {
    names: /^(ExpiredToken(Exception)?|RequestExpired|TokenRefreshRequired)$/,
    what: 'the credentials have expired',
    hint: RENEW,
  },
  {
    names:
      /^(InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|InvalidToken|InvalidTokenId|SignatureDoesNotMatch|IncompleteSignature(Exception)?|AuthFailure)$/,
    what: 'AWS does not know the credentials',
    hint: 'Check AWS_PROFILE or the access key. Keys that are valid for a time need AWS_SESSION_TOKEN as well.',
  },
  {
    names: /^(RequestTimeTooSkewed|InvalidSignatureException)$/,
    what: 'the signature does not fit',
    hint: 'Check the clock of this machine, and AWS_SECRET_ACCESS_KEY if it is set.',
  },
  {
    names:
      /^(Throttling(Exception)?|ThrottledException|TooManyRequestsException|SlowDown|RequestLimitExceeded|ServiceUnavailable(Exception)?|InternalError|InternalFailure|InternalServerError)$/,
    what: 'AWS is too busy to answer',
    hint: 'Run the same command again in a minute.',
  },
];

/**
 * Why AWS could not be asked anything: no network, no credentials, or such that it does not take.
 * @returns undefined for what concerns the question itself, such as a missing permission, and for bugs
 */
export function awsFault(error: unknown, env: Environment): Fault | undefined {
  return credentialsFault(error, env) ?? refusalFault(error) ?? networkFault(error, env);
}

/** The errors of the AWS SDK for credentials that it cannot find or make, before anything is asked. */
function credentialsFault(error: unknown, env: Environment): Fault | undefined {
  const found = errorsIn(error).find(({ name }) => /^(CredentialsProviderError|TokenProviderError)$/.test(name));
  if (found === undefined) return undefined;
  if (/expired|refresh|sso login/i.test(found.message)) return { why: found.message.replace(/\.$/, ''), hint: RENEW };
  const profile = env['AWS_PROFILE'];
  if (profile === undefined) return { why: 'no AWS credentials were found', hint: GET_CREDENTIALS };
  return {
    why: `no AWS credentials were found for the profile ${JSON.stringify(profile)}`,
    hint: 'Check AWS_PROFILE: aws configure list-profiles shows the profiles of this machine.',
  };
}

function refusalFault(error: unknown): Fault | undefined {
  for (const { name, message } of errorsIn(error)) {
    const refusal = REFUSALS.find(({ names }) => names.test(name));
    if (refusal === undefined) continue;
    const said = message.replace(/\.$/, '');
    return { why: said === '' ? refusal.what : `${refusal.what} (${said})`, hint: refusal.hint };
  }
  return undefined;
}
