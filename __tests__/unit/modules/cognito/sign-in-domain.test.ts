import fc from 'fast-check';
import { SignInDomain, signInDomainPrefix } from '../../../../modules/cognito/sign-in-domain';
import { onlyResource } from '../../../helpers/synth';
import { synthesizeScope } from '../../../helpers/synth-scope';

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,30}(-[a-z0-9]{1,10})?$/);
const nameWithReservedWord = fc
  .tuple(fc.constantFrom('a', 'am', 'co', ''), fc.constantFrom('aws', 'amazon', 'cognito'), fc.constantFrom('ws', '-x'))
  .map((parts) => parts.join(''));

describe('signInDomainPrefix', () => {
  it('names platform and environment and ends in a hash', () => {
    expect(signInDomainPrefix(['shop', 'dev'], '123456789012')).toMatch(/^shop-dev-[0-9a-f]{8}$/);
  });

  it('differs between accounts', () => {
    expect(signInDomainPrefix(['shop', 'dev'], '123456789012')).not.toBe(
      signInDomainPrefix(['shop', 'dev'], '210987654321'),
    );
  });

  it('differs between names that Cognito makes us spell alike', () => {
    expect(signInDomainPrefix(['aws', 'dev'], '123456789012')).not.toBe(
      signInDomainPrefix(['amazon', 'dev'], '123456789012'),
    );
  });

  it('is always a prefix that Cognito accepts', () => {
    fc.assert(
      fc.property(fc.oneof(name, nameWithReservedWord), name, (platform, environment) => {
        const prefix = signInDomainPrefix([platform, environment], '123456789012');
        expect(prefix).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
        expect(prefix).not.toMatch(/aws|amazon|cognito/);
      }),
    );
  });
});

describe('SignInDomain', () => {
  const stack = synthesizeScope((scope) => {
    const domain = new SignInDomain(scope, 'domain', {
      userPoolId: 'pool',
      region: 'eu-central-1',
      prefix: 'shop-dev-1',
    });
    expect(domain.url).toMatch(/^https:\/\/.*\.auth\.eu-central-1\.amazoncognito\.com$/);
  });

  it("is a prefix of Amazon's domain", () => {
    expect(onlyResource(stack, 'aws_cognito_user_pool_domain')).toEqual({ user_pool_id: 'pool', domain: 'shop-dev-1' });
  });
});
