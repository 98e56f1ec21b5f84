import { CognitoUserPoolClient } from '@cdktf/provider-aws/lib/cognito-user-pool-client';
import { Testing } from 'cdktf';
import { PublicClient, type PublicClientProps } from '../../../../modules/cognito/public-client';
import { countResources, onlyResource } from '../../../helpers/terraform-json';

function client(changes: Partial<PublicClientProps> = {}): string {
  return Testing.synthScope((scope) => {
    new PublicClient(scope, 'client', {
      userPoolId: 'pool',
      clientName: 'shop-dev',
      callbackUrls: ['https://shop.example.com/callback'],
      logoutUrls: ['https://shop.example.com/'],
      apiScopes: ['shop-dev/orders'],
      ...changes,
    });
  });
}

describe('PublicClient', () => {
  const synth = client();

  it('is one client', () => {
    expect(countResources(synth)).toEqual({ aws_cognito_user_pool_client: 1 });
  });

  it('has no secret and signs in with the authorization code flow only', () => {
    expect(synth).toHaveResourceWithProperties(CognitoUserPoolClient, {
      user_pool_id: 'pool',
      name: 'shop-dev',
      generate_secret: false,
      allowed_oauth_flows_user_pool_client: true,
      allowed_oauth_flows: ['code'],
      supported_identity_providers: ['COGNITO'],
    });
  });

  it('takes no password in plain text', () => {
    expect(synth).toHaveResourceWithProperties(CognitoUserPoolClient, {
      explicit_auth_flows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'],
    });
  });

  it('asks for the scopes of OpenID Connect and of the APIs', () => {
    expect(synth).toHaveResourceWithProperties(CognitoUserPoolClient, {
      allowed_oauth_scopes: ['openid', 'email', 'profile', 'shop-dev/orders'],
    });
  });

  it('returns only to the URLs given', () => {
    expect(synth).toHaveResourceWithProperties(CognitoUserPoolClient, {
      callback_urls: ['https://shop.example.com/callback'],
      logout_urls: ['https://shop.example.com/'],
    });
  });

  it('sends no list of logout URLs when there are none', () => {
    expect(onlyResource(client({ logoutUrls: [] }), CognitoUserPoolClient)).not.toHaveProperty('logout_urls');
  });

  it('treats URLs as text, not as Terraform expressions', () => {
    expect(client({ callbackUrls: ['https://shop.example.com/${path}'] })).toHaveResourceWithProperties(
      CognitoUserPoolClient,
      {
        callback_urls: ['https://shop.example.com/$${path}'],
      },
    );
  });

  it('does not tell whether a user exists', () => {
    expect(synth).toHaveResourceWithProperties(CognitoUserPoolClient, { prevent_user_existence_errors: 'ENABLED' });
  });

  it('can revoke tokens; they last an hour, and refresh tokens 30 days', () => {
    expect(synth).toHaveResourceWithProperties(CognitoUserPoolClient, {
      enable_token_revocation: true,
      access_token_validity: 60,
      id_token_validity: 60,
      refresh_token_validity: 30,
      token_validity_units: [{ access_token: 'minutes', id_token: 'minutes', refresh_token: 'days' }],
    });
  });
});
