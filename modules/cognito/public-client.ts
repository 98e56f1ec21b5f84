import { CognitoUserPoolClient } from '@cdktf/provider-aws/lib/cognito-user-pool-client';
import { Construct } from 'constructs';
import { literalText } from '../template-text';

/** Properties of a `PublicClient`. */
export interface PublicClientProps {
  readonly userPoolId: string;
  /** Physical name, at most 128 characters. */
  readonly clientName: string;
  /** Where the browser may return after sign-in, one at least. */
  readonly callbackUrls: readonly string[];
  /** Where the browser may return after sign-out. */
  readonly logoutUrls: readonly string[];
  /** Scopes of APIs that a user's access token may hold; Cognito allows a client 50 with the three of OpenID Connect. */
  readonly apiScopes: readonly string[];
}

const OPENID_SCOPES = ['openid', 'email', 'profile'];

/**
 * The application that signs users in, in a browser or on a phone: no secret, since it could not keep one; the
 * authorization code flow only, with PKCE in the secret's place. Source: RFC 8252, "OAuth 2.0 for Native Apps".
 */
export class PublicClient extends Construct {
  readonly resource: CognitoUserPoolClient;
  readonly clientId: string;

  constructor(scope: Construct, id: string, props: PublicClientProps) {
    super(scope, id);
    this.resource = new CognitoUserPoolClient(this, 'Resource', {
      userPoolId: props.userPoolId,
      name: props.clientName,
      generateSecret: false,
      supportedIdentityProviders: ['COGNITO'],
      allowedOauthFlowsUserPoolClient: true,
      allowedOauthFlows: ['code'],
      allowedOauthScopes: [...OPENID_SCOPES, ...props.apiScopes],
      callbackUrls: props.callbackUrls.map(literalText),
      ...logoutUrls(props),
      // Passwords never reach the application's backend: SRP proves them, on the pages of the domain or in the app.
      explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'],
      // Sign-in answers the same whether the user is unknown or the password wrong.
      preventUserExistenceErrors: 'ENABLED',
      enableTokenRevocation: true,
      ...tokenValidity,
    });
    this.clientId = this.resource.id;
  }
}

// Cognito returns no list in place of an empty one; sent, it would be a difference for ever.
function logoutUrls({ logoutUrls: urls }: PublicClientProps): { readonly logoutUrls?: string[] } {
  return urls.length === 0 ? {} : { logoutUrls: urls.map(literalText) };
}

/** Short-lived where nothing checks for revocation (the API reads tokens without asking Cognito), long for refreshing. */
const tokenValidity = {
  accessTokenValidity: 60,
  idTokenValidity: 60,
  refreshTokenValidity: 30,
  tokenValidityUnits: [{ accessToken: 'minutes', idToken: 'minutes', refreshToken: 'days' }],
};
