import {
  CognitoIdentityProviderServiceException,
  DescribeUserPoolCommand,
  SignUpCommand,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';

import { readAuthorizationRequest } from './authorization-request';
import { alert, type Html, html, page } from './html';
import type { PageAnswer, PageRequest } from './page';

/** Shows the form. */
export async function showSignUp(request: PageRequest): Promise<PageAnswer> {
  await readAuthorizationRequest(request);
  return formPage(request, await describePool(request));
}

/** Makes a user. An administrator has to confirm it, since no code is mailed here. */
export async function signUp(request: PageRequest): Promise<PageAnswer> {
  const { client } = await readAuthorizationRequest(request);
  const pool = await describePool(request);
  const [Username, Password] = [request.form.get('username') ?? '', request.form.get('password') ?? ''];
  const UserAttributes = attributesToAsk(pool).map((Name) => ({ Name, Value: request.form.get(Name) ?? '' }));
  try {
    await request.cognito.send(new SignUpCommand({ ClientId: client.ClientId, Username, Password, UserAttributes }));
    return donePage(request, Username);
  } catch (error) {
    if (!(error instanceof CognitoIdentityProviderServiceException)) throw error;
    return formPage(request, pool, `${error.name}: ${error.message}`);
  }
}

async function describePool({ cognito, userPoolId }: PageRequest): Promise<UserPoolType> {
  return (await cognito.send(new DescribeUserPoolCommand({ UserPoolId: userPoolId }))).UserPool ?? {};
}

/** What the pool requires to know of its users, beside what they sign in with. */
function attributesToAsk({ SchemaAttributes = [], UsernameAttributes = [] }: UserPoolType): readonly string[] {
  return SchemaAttributes.filter(({ Required, Mutable }) => Required === true && Mutable === true)
    .map(({ Name = '' }) => Name)
    .filter((name) => !(UsernameAttributes as readonly string[]).includes(name));
}

function formPage({ address, form }: PageRequest, pool: UserPoolType, message?: string): PageAnswer {
  const query = address.query.toString();
  const username = pool.UsernameAttributes?.includes('email') === true ? 'Email address' : 'Username';
  return page(
    'Sign up',
    html`${alert(message)}
      <form method="post" action="${address.basePath}/signup?${query}">
        ${field('username', username, form)} ${attributesToAsk(pool).map((name) => field(name, name, form))}
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="new-password" required />
        <button>Sign up</button>
      </form>
      <p>Already have an account? <a href="${address.basePath}/login?${query}">Sign in</a></p>`,
  );
}

function field(name: string, label: string, form: URLSearchParams): Html {
  return html`<label for="${name}">${label}</label>
    <input id="${name}" name="${name}" value="${form.get(name) ?? ''}" required />`;
}

function donePage({ address, userPoolId }: PageRequest, username: string): PageAnswer {
  const command = `aws cognito-idp admin-confirm-sign-up --user-pool-id ${userPoolId} --username ${username}`;
  return page(
    'Confirm your account',
    html`<p>Nothing is mailed by the embedded AWS. An administrator confirms the account:</p>
      <p><code>${command}</code></p>
      <p>Then <a href="${address.basePath}/login?${address.query.toString()}">sign in</a>.</p>`,
  );
}
