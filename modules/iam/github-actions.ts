import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { Construct } from 'constructs';

/** Issuer of the tokens of GitHub Actions. Source: GitHub documentation, "OpenID Connect reference". */
const ISSUER = 'token.actions.githubusercontent.com';

/** Whom the tokens are meant for. Source: README of aws-actions/configure-aws-credentials. */
const AUDIENCE = 'sts.amazonaws.com';

/** Properties of a `GithubActions`. */
export interface GithubActionsProps {
  /** AWS account id, 12 digits. */
  readonly account: string;
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
  private readonly providerArn: string;

  constructor(scope: Construct, id: string, { account, oidcProvider }: GithubActionsProps) {
    super(scope, id);
    this.providerArn =
      oidcProvider === 'existing' ? `arn:aws:iam::${account}:oidc-provider/${ISSUER}` : this.createProvider().arn;
  }

  /** AWS knows the certificates of GitHub, so there are no thumbprints. */
  private createProvider(): IamOpenidConnectProvider {
    return new IamOpenidConnectProvider(this, 'Resource', { url: `https://${ISSUER}`, clientIdList: [AUDIENCE] });
  }

  /**
   * Trusts jobs by what their tokens say.
   * @param subjects e.g. `repo:example-org/platform:environment:prod`. AWS sees no other claim that tells jobs apart.
   */
  trustedAs(...subjects: readonly string[]): Trust {
    const [only, ...others] = subjects;
    return {
      principals: { Federated: this.providerArn },
      conditions: {
        StringEquals: {
          [`${ISSUER}:aud`]: AUDIENCE,
          [`${ISSUER}:sub`]: only !== undefined && others.length === 0 ? only : subjects,
        },
      },
    };
  }
}
