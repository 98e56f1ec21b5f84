import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import type { DataPlane } from '../../../gateway/data-plane';
import { userPoolDomains } from '../handlers/domains';
import { asText } from '../../../gateway/json';
import type { Runtime } from '../../../gateway/runtime';
import type { Place } from '../../../gateway/table';
import { authorize } from './authorize';
import { type DomainAddress, domainAddressOf } from './domain-address';
import { errorPage } from './html';
import { login, showLogin } from './login';
import { logout } from './logout';
import { type PageAnswer, type PageRequest, Refused } from './page';
import { pagesClient } from './pages-access';
import { showSignUp, signUp } from './sign-up';
import { revoke, token } from './token-endpoint';
import { userInfo } from './user-info';

/** What a domain serves (Amazon Cognito Developer Guide, "User pool endpoints and managed login reference"). */
const ROUTES: Readonly<Record<string, (request: PageRequest) => Promise<PageAnswer>>> = {
  'GET /oauth2/authorize': authorize,
  'GET /login': showLogin,
  'POST /login': login,
  'GET /signup': showSignUp,
  'POST /signup': signUp,
  'GET /logout': logout,
  'POST /oauth2/token': token,
  'POST /oauth2/revoke': revoke,
  'GET /oauth2/userInfo': userInfo,
  'POST /oauth2/userInfo': userInfo,
};

/** Serves the sign-in pages and the OAuth 2.0 endpoints of user pools with a domain, by Host or by path. */
export const signInPages: DataPlane = {
  takes: (incoming) => domainAddressOf(incoming) !== undefined,
  serve: async (incoming, response, runtime) => {
    const address = domainAddressOf(incoming);
    if (address === undefined) throw new Error(`no domain is at ${incoming.url ?? '/'}`);
    write(response, await answer(incoming, address, runtime).catch(refusalOf));
  },
};

function refusalOf(error: unknown): PageAnswer {
  if (error instanceof Refused) return error.answer;
  throw error;
}

async function answer(incoming: IncomingMessage, address: DomainAddress, runtime: Runtime): Promise<PageAnswer> {
  const route = ROUTES[`${incoming.method ?? 'GET'} ${address.path}`];
  if (route === undefined) return { status: 404, headers: {}, body: '' };
  const found = findDomain(runtime, address.domain);
  if (found === undefined) throw errorPage('unknown domain', `no user pool has the domain ${address.domain}`);
  return route({
    ...found,
    runtime,
    address,
    cognito: pagesClient(runtime, found.place),
    form: new URLSearchParams(incoming.method === 'POST' ? await text(incoming) : ''),
    authorization: incoming.headers.authorization ?? '',
    cookie: incoming.headers.cookie ?? '',
  });
}

/** Prefixes are unique over all accounts of a region. */
function findDomain({ memory }: Runtime, domain: string): Pick<PageRequest, 'place' | 'userPoolId'> | undefined {
  const entry = userPoolDomains.list(memory).find((each) => each.endsWith(` ${domain}`));
  const [account = '', region = ''] = entry?.split(' ') ?? [];
  const place: Place = { account, scope: { region } };
  const found = userPoolDomains.in(memory, place).get(domain);
  return found && { place, userPoolId: asText(found['UserPoolId']) };
}

function write(response: ServerResponse, { status, headers, body }: PageAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) }).end(body);
}
