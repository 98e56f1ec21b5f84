import type { Routes } from '../../gateway/route';

/** What Cognito serves to applications beside its API (Amazon Cognito Developer Guide, "User pool endpoints"). */
export const COGNITO_ROUTES: Routes = {
  Token: 'POST /oauth2/token',
  JsonWebKeySet: 'GET /{userPoolId}/.well-known/jwks.json',
  OpenIdConfiguration: 'GET /{userPoolId}/.well-known/openid-configuration',
};
