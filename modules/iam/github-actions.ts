import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { Construct } from 'constructs';
import { iamArn } from '../../platform/arns';
import { tokenAudience } from '../../platform/partitions';
import { claimsOf, type Jobs } from './github-claims';

/** Issuer of the tokens of GitHub Actions. Source: GitHub documentation, "OpenID Connect reference". */
const ISSUER = 'token.actions.githubusercontent.com';

/** Properties of a `GithubActions`. */
export interface GithubActionsProps {
  /** AWS account id, 12 digits. */
  readonly account: string;
  /** AWS region where the tokens are exchanged. */
  readonly region: string;
  /** An account has one such provider: make it, or take the one that is there. */
  readonly oidcProvider: 'create' | 'existing';
}

/** A statement's principal and conditions. */
export interface Trust {
  readonly principals: { readonly Federated: string };
  readonly conditions: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The identity provider of GitHub Actions in an AWS account. */
export class GithubActions extends Construct {
  /** @default - the account has one already */
  readonly resource: IamOpenidConnectProvider | undefined;

  private readonly audience: string;
  private readonly providerArn: string;

  constructor(scope: Construct, id: string, { account, region, oidcProvider }: GithubActionsProps) {
    super(scope, id);
    this.audience = tokenAudience(region);
    this.resource = oidcProvider === 'existing' ? undefined : this.createProvider();
    this.providerArn = this.resource?.arn ?? iamArn({ account, region }, `oidc-provider/${ISSUER}`);
  }

  /** AWS trusts the certificates of GitHub, so no thumbprints are needed. */
  private createProvider(): IamOpenidConnectProvider {
    return new IamOpenidConnectProvider(this, 'Resource', { url: `https://${ISSUER}`, clientIdList: [this.audience] });
  }

  /** Trusts jobs by what their tokens say. */
  trusting(jobs: Jobs): Trust {
    const claims = { aud: this.audience, ...claimsOf(jobs) };
    return {
      principals: { Federated: this.providerArn },
      conditions: {
        StringEquals: Object.fromEntries(Object.entries(claims).map(([name, value]) => [`${ISSUER}:${name}`, value])),
      },
    };
  }
}
