import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool';
import { Construct } from 'constructs';

/** Properties of an `EmailUserPool`. */
export interface EmailUserPoolProps {
  /** Physical name, at most 128 characters. */
  readonly userPoolName: string;
  /** Whether AWS, and Terraform before it, refuses to delete the pool and its users. */
  readonly deletionProtection: boolean;
}

/**
 * Users who sign in with their email address and a strong password, and may add a one-time-password app.
 * People sign up by themselves and confirm their address, as users of a public API expect; what an account may do is
 * for the services to decide, by the user in the access token.
 */
export class EmailUserPool extends Construct {
  readonly resource: CognitoUserPool;
  readonly userPoolId: string;
  readonly userPoolArn: string;

  constructor(scope: Construct, id: string, props: EmailUserPoolProps) {
    super(scope, id);
    this.resource = this.createPool(props);
    this.userPoolId = this.resource.id;
    this.userPoolArn = this.resource.arn;
  }

  private createPool(props: EmailUserPoolProps): CognitoUserPool {
    return new CognitoUserPool(this, 'Resource', {
      name: props.userPoolName,
      deletionProtection: props.deletionProtection ? 'ACTIVE' : 'INACTIVE',
      // AWS alone would refuse too late: when Terraform has already destroyed the API around the pool.
      ...(props.deletionProtection ? { lifecycle: { preventDestroy: true } } : {}),
      usernameAttributes: ['email'],
      usernameConfiguration: { caseSensitive: false },
      autoVerifiedAttributes: ['email'],
      adminCreateUserConfig: { allowAdminCreateUserOnly: false },
      accountRecoverySetting: { recoveryMechanism: [{ name: 'verified_email', priority: 1 }] },
      // The old address stays in force until the new one is confirmed: a typo locks no user out.
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: ['email'] },
      mfaConfiguration: 'OPTIONAL',
      softwareTokenMfaConfiguration: { enabled: true },
      passwordPolicy: {
        minimumLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
        temporaryPasswordValidityDays: 7,
      },
    });
  }
}
