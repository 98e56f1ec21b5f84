import { awsFault } from '../../../../cli/faults/aws-fault';

const named = (name: string, message: string) => Object.assign(new Error(message), { name });
const coded = (code: string, message: string) => Object.assign(new Error(message), { code });

describe('why AWS could not be asked', () => {
  it.each([
    coded('ENOTFOUND', 'getaddrinfo ENOTFOUND s3.eu-centra-1.amazonaws.com'),
    coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1'),
    coded('UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error'),
    named('TimeoutError', 'socket timed out'),
    new TypeError('fetch failed', { cause: coded('ECONNRESET', 'read ECONNRESET') }),
    new AggregateError([coded('ECONNREFUSED', 'connect ECONNREFUSED ::1:1')], 'connect ECONNREFUSED ::1:1'),
  ])('is the network, with what to check: $message', (error) => {
    expect(awsFault(error, {})).toEqual({
      why: error.cause instanceof Error ? error.cause.message : error.message,
      hint: 'Check the network, and region in the config.',
    });
  });

  it('is told in words where the addresses of a host say nothing together', () => {
    const refused = Object.assign(new AggregateError([coded('ECONNREFUSED', 'connect ECONNREFUSED ::1:1')]), {
      code: 'ECONNREFUSED',
    });
    expect(awsFault(refused, {})?.why).toBe('connect ECONNREFUSED ::1:1');
  });

  it('names the AWS that the environment names, and a proxy that is not gone through', () => {
    const error = coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:4566');
    expect(awsFault(error, { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' })?.hint).toBe(
      'Check that the AWS at AWS_ENDPOINT_URL=http://127.0.0.1:4566 runs, or unset it for the AWS of the region.',
    );
    expect(awsFault(error, { HTTPS_PROXY: 'http://user:hunter2@proxy.example:3128' })?.hint).toBe(
      'Check the network, and region in the config. HTTPS_PROXY is set: Terraform goes through that proxy, but this ' +
        'command itself needs a way without one.',
    );
  });

  it.each(['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_HAS_EXPIRED'])(
    'is a certificate that this machine does not trust, with how to name another: %s',
    (code) => {
      expect(awsFault(coded(code, 'self-signed certificate in certificate chain'), {})).toMatchObject({
        why: 'self-signed certificate in certificate chain',
        hint: expect.stringContaining('NODE_EXTRA_CA_CERTS=<file>') as string,
      });
    },
  );

  it.each([
    ['ExpiredToken', 'The provided token has expired.', 'the credentials have expired', 'Get new ones'],
    ['ExpiredTokenException', 'The security token is expired', 'the credentials have expired', 'Get new ones'],
    [
      'UnrecognizedClientException',
      'The security token is invalid.',
      'AWS does not know the credentials',
      'AWS_SESSION_TOKEN',
    ],
    [
      'InvalidAccessKeyId',
      'It does not exist in our records.',
      'AWS does not know the credentials',
      'AWS_SESSION_TOKEN',
    ],
    ['RequestTimeTooSkewed', 'The difference is too large.', 'the signature does not fit', 'clock'],
    ['ThrottlingException', 'Rate exceeded', 'AWS is too busy to answer', 'in a minute'],
  ])('is what AWS does not take: %s', (name, message, why, hint) => {
    expect(awsFault(named(name, message), {})).toEqual({
      why: `${why} (${message.replace(/\.$/, '')})`,
      hint: expect.stringContaining(hint) as string,
    });
  });

  it('is a want of credentials, with the profile that has none', () => {
    const none = named('CredentialsProviderError', 'Could not load credentials from any providers');
    expect(awsFault(none, {})).toEqual({
      why: 'no AWS credentials were found',
      hint: 'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and its secret.',
    });
    expect(awsFault(none, { AWS_PROFILE: 'shop' })?.why).toBe('no AWS credentials were found for the profile "shop"');
    const ended = 'The SSO session associated with this profile has expired. To refresh it run aws sso login';
    expect(awsFault(named('CredentialsProviderError', ended), { AWS_PROFILE: 'shop' })).toMatchObject({
      why: ended,
      hint: expect.stringContaining('aws sso login') as string,
    });
  });

  it.each([new TypeError('a bug'), named('ValidationException', 'no'), named('AccessDenied', 'no'), 'text', undefined])(
    'is not what concerns the question, and no bug: %s',
    (error) => {
      expect(awsFault(error, {})).toBeUndefined();
    },
  );
});
