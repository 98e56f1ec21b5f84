import { randomUUID } from 'node:crypto';

import type { Memory } from '../../../gateway/table';
import type { PageRequest } from './page';
import type { SignIn } from './user-sessions';

/** Seconds that a browser need not sign in again (Amazon Cognito Developer Guide, "Managed login"). */
const LIFETIME_SECONDS = 3600;

const NAME = 'cognito';

const browsers = new WeakMap<Memory, Map<string, SignIn>>();

/** @returns the cookie that a browser is known by from now on */
export function rememberBrowser({ runtime: { memory }, address }: PageRequest, signIn: SignIn): string {
  const id = randomUUID();
  const known = browsers.get(memory) ?? new Map<string, SignIn>();
  browsers.set(memory, known.set(id, signIn));
  return `${NAME}=${id}; Path=${address.basePath}/; HttpOnly; SameSite=Lax; Max-Age=${LIFETIME_SECONDS}`;
}

/** @returns the sign-in of the browser, or undefined if there was none or it has expired */
export function browserSignIn(request: PageRequest): SignIn | undefined {
  const { runtime, userPoolId } = request;
  const signIn = browsers.get(runtime.memory)?.get(idOf(request));
  const isValid =
    signIn?.userPoolId === userPoolId && signIn.authTime + LIFETIME_SECONDS > Math.floor(runtime.clock.now() / 1000);
  return isValid ? signIn : undefined;
}

/** @returns the cookie that makes a browser forget what it was known by */
export function forgetBrowser(request: PageRequest): string {
  browsers.get(request.runtime.memory)?.delete(idOf(request));
  return `${NAME}=; Path=${request.address.basePath}/; HttpOnly; SameSite=Lax; Max-Age=0`;
}

function idOf({ cookie }: PageRequest): string {
  return new RegExp(`(?:^|; )${NAME}=([\\w-]+)`).exec(cookie)?.[1] ?? '';
}
