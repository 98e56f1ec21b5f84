import { findAppClient } from './app-client';
import { authorize } from './authorize';
import { forgetBrowser } from './browser-sessions';
import { errorPage } from './html';
import { type PageAnswer, type PageRequest, redirect } from './page';

/**
 * Makes the browser forget its user, and sends it to one of the client's sign-out URLs, or to sign in anew.
 * Source: Amazon Cognito Developer Guide, "The managed login sign-out endpoint".
 */
export async function logout(request: PageRequest): Promise<PageAnswer> {
  const { query } = request.address;
  const client = await findAppClient(request, query.get('client_id') ?? '');
  if (client === undefined) throw errorPage('invalid_client', 'the user pool has no app client of this client_id');
  const cookie = { 'set-cookie': forgetBrowser(request) };
  const target = query.get('logout_uri');
  if (target === null && query.has('redirect_uri')) {
    const { headers, ...answer } = await authorize({ ...request, cookie: '' });
    return { ...answer, headers: { ...headers, ...cookie } };
  }
  const { LogoutURLs = [] } = client;
  if (target !== null && LogoutURLs.includes(target)) return redirect(target, cookie);
  throw errorPage('invalid_request', `logout_uri must be one of the client's sign-out URLs: ${LogoutURLs.join(', ')}`);
}
