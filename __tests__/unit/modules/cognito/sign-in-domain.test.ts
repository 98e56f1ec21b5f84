import fc from 'fast-check';
import { CognitoUserPoolDomain } from '@cdktf/provider-aws/lib/cognito-user-pool-domain';
import { Testing } from 'cdktf';
import { SignInDomain, signInDomainPrefix } from '../../../../modules/cognito/sign-in-domain';
import { countResources, onlyResource } from '../../../helpers/terraform-json';

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
  let url = '';
  const synth = Testing.synthScope((scope) => {
    url = new SignInDomain(scope, 'domain', { userPoolId: 'pool', region: 'eu-central-1', prefix: 'shop-dev-1' }).url;
  });

  it("is a prefix of Amazon's domain", () => {
    expect(onlyResource(synth, CognitoUserPoolDomain)).toEqual({ user_pool_id: 'pool', domain: 'shop-dev-1' });
    expect(countResources(synth)).toEqual({ aws_cognito_user_pool_domain: 1 });
  });

  it('has its pages in the region of the user pool', () => {
    expect(url).toMatch(/^https:\/\/.*\.auth\.eu-central-1\.amazoncognito\.com$/);
  });
});
