/** What other services, and callers of this package, use of Cognito's user pools. */
export { signIn, type SignedIn, type SignInOptions } from './runtime/sign-in';
export { verifyUserToken } from './runtime/verify';
