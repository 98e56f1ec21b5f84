import { CognitoUserPoolDomain } from '@cdktf/provider-aws/lib/cognito-user-pool-domain';
import { Construct } from 'constructs';
import { replaceableName } from '../../platform/naming';
import { signInHost } from '../../platform/partitions';

/** Properties of a `SignInDomain`. */
export interface SignInDomainProps {
  readonly userPoolId: string;
  /** AWS region, part of the domain's name. */
  readonly region: string;
  /** Physical name, at most 63 characters: see `signInDomainPrefix`. */
  readonly prefix: string;
}

/** The domain of a user pool's sign-in pages and OAuth 2.0 endpoints, below Amazon's own. */
export class SignInDomain extends Construct {
  readonly resource: CognitoUserPoolDomain;
  /** Base URL of the pages, e.g. `https://<prefix>.auth.<region>.amazoncognito.com`. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: SignInDomainProps) {
    super(scope, id);
    this.resource = new CognitoUserPoolDomain(this, 'Resource', {
      userPoolId: props.userPoolId,
      domain: props.prefix,
    });
    this.url = `https://${signInHost(props.region, this.resource.domain)}`;
  }
}

/**
 * A domain prefix that no other account has: prefixes are unique in a region, over all accounts, so it ends in a hash.
 * Words that Cognito reserves are replaced. Source: Cognito developer guide, "Using the Amazon Cognito domain".
 *
 * @param parts lower-case words, most general first, e.g. `['shop', 'dev']`.
 * @param account AWS account id.
 */
export function signInDomainPrefix(parts: readonly string[], account: string): string {
  const allowed = parts.map((part) => part.replaceAll(/aws|amazon|cognito/g, 'x'));
  return replaceableName('userPoolDomain', allowed, [...parts, account]);
}
