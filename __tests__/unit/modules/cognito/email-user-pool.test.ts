import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool';
import { Testing } from 'cdktf';
import { EmailUserPool } from '../../../../modules/cognito/email-user-pool';
import { countResources, onlyResource } from '../../../helpers/terraform-json';

function userPool(deletionProtection: boolean): string {
  return Testing.synthScope((scope) => {
    new EmailUserPool(scope, 'users', { userPoolName: 'shop-dev', deletionProtection });
  });
}

describe('EmailUserPool', () => {
  const synth = userPool(false);

  it('is one user pool', () => {
    expect(countResources(synth)).toEqual({ aws_cognito_user_pool: 1 });
  });

  it('lets users sign in with a confirmed email address, in upper or lower case', () => {
    expect(synth).toHaveResourceWithProperties(CognitoUserPool, {
      name: 'shop-dev',
      username_attributes: ['email'],
      username_configuration: { case_sensitive: false },
      auto_verified_attributes: ['email'],
      user_attribute_update_settings: { attributes_require_verification_before_update: ['email'] },
    });
  });

  it('lets people sign up without an administrator, and recover their account by email', () => {
    expect(synth).toHaveResourceWithProperties(CognitoUserPool, {
      admin_create_user_config: { allow_admin_create_user_only: false },
      account_recovery_setting: { recovery_mechanism: [{ name: 'verified_email', priority: 1 }] },
    });
  });

  it('requires a password of 12 characters with letters of both cases, numbers and symbols', () => {
    expect(onlyResource(synth, CognitoUserPool).password_policy).toEqual({
      minimum_length: 12,
      require_lowercase: true,
      require_uppercase: true,
      require_numbers: true,
      require_symbols: true,
      temporary_password_validity_days: 7,
    });
  });

  it('offers one-time passwords of an app as a second factor', () => {
    expect(synth).toHaveResourceWithProperties(CognitoUserPool, {
      mfa_configuration: 'OPTIONAL',
      software_token_mfa_configuration: { enabled: true },
    });
  });

  it('cannot be destroyed by Terraform when protected', () => {
    expect(onlyResource(userPool(true), CognitoUserPool).lifecycle).toEqual({ prevent_destroy: true });
    expect(onlyResource(userPool(false), CognitoUserPool)).not.toHaveProperty('lifecycle');
  });

  it.each([
    [true, 'ACTIVE'],
    [false, 'INACTIVE'],
  ])('with deletion protection %s is %s at AWS', (protect, state) => {
    expect(userPool(protect)).toHaveResourceWithProperties(CognitoUserPool, { deletion_protection: state });
  });
});
