import { PublicClient, type PublicClientProps } from '../../../../modules/cognito/public-client';
import { onlyResource } from '../../../helpers/synth';
import { synthesizeScope } from '../../../helpers/synth-scope';

function client(changes: Partial<PublicClientProps> = {}): Readonly<Record<string, unknown>> {
  const props: PublicClientProps = {
    userPoolId: 'pool',
    clientName: 'shop-dev',
    callbackUrls: ['https://shop.example.com/callback'],
    logoutUrls: ['https://shop.example.com/'],
    apiScopes: ['shop-dev/orders'],
    ...changes,
  };
  return onlyResource(
    synthesizeScope((scope) => new PublicClient(scope, 'client', props)),
    'aws_cognito_user_pool_client',
  );
}

describe('PublicClient', () => {
  it('has no secret and signs in with the authorization code flow only', () => {
    expect(client()).toMatchObject({
      user_pool_id: 'pool',
      name: 'shop-dev',
      generate_secret: false,
      allowed_oauth_flows_user_pool_client: true,
      allowed_oauth_flows: ['code'],
      supported_identity_providers: ['COGNITO'],
    });
  });

  it('takes no password in plain text', () => {
    expect(client().explicit_auth_flows).toEqual(['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH']);
  });

  it('asks for the scopes of OpenID Connect and of the APIs', () => {
    expect(client().allowed_oauth_scopes).toEqual(['openid', 'email', 'profile', 'shop-dev/orders']);
  });

  it('returns only to the URLs given', () => {
    expect(client()).toMatchObject({
      callback_urls: ['https://shop.example.com/callback'],
      logout_urls: ['https://shop.example.com/'],
    });
  });

  it('says nothing of logout URLs where there are none', () => {
    expect(client({ logoutUrls: [] })).not.toHaveProperty('logout_urls');
  });

  it('takes URLs for text, not for Terraform expressions', () => {
    expect(client({ callbackUrls: ['https://shop.example.com/${path}'] })).toMatchObject({
      callback_urls: ['https://shop.example.com/$${path}'],
    });
  });

  it('does not tell whether a user exists', () => {
    expect(client()).toMatchObject({ prevent_user_existence_errors: 'ENABLED' });
  });

  it('can revoke tokens, which last an hour, or 30 days for refreshing', () => {
    expect(client()).toMatchObject({
      enable_token_revocation: true,
      access_token_validity: 60,
      id_token_validity: 60,
      refresh_token_validity: 30,
      token_validity_units: [{ access_token: 'minutes', id_token: 'minutes', refresh_token: 'days' }],
    });
  });
});
