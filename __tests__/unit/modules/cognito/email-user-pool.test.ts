import { EmailUserPool } from '../../../../modules/cognito/email-user-pool';
import { onlyResource } from '../../../helpers/synth';
import { synthesizeScope } from '../../../helpers/synth-scope';

function userPool(deletionProtection = false): Readonly<Record<string, unknown>> {
  const stack = synthesizeScope(
    (scope) => new EmailUserPool(scope, 'users', { userPoolName: 'shop-dev', deletionProtection }),
  );
  return onlyResource(stack, 'aws_cognito_user_pool');
}

describe('EmailUserPool', () => {
  it('lets users sign in with a confirmed email address, however they spell its case', () => {
    expect(userPool()).toMatchObject({
      name: 'shop-dev',
      username_attributes: ['email'],
      username_configuration: { case_sensitive: false },
      auto_verified_attributes: ['email'],
      user_attribute_update_settings: { attributes_require_verification_before_update: ['email'] },
    });
  });

  it('lets people sign up by themselves and recover their account by email', () => {
    expect(userPool()).toMatchObject({
      admin_create_user_config: { allow_admin_create_user_only: false },
      account_recovery_setting: { recovery_mechanism: [{ name: 'verified_email', priority: 1 }] },
    });
  });

  it('asks for a password of 12 characters of all kinds', () => {
    expect(userPool().password_policy).toEqual({
      minimum_length: 12,
      require_lowercase: true,
      require_uppercase: true,
      require_numbers: true,
      require_symbols: true,
      temporary_password_validity_days: 7,
    });
  });

  it('offers one-time passwords from an app', () => {
    expect(userPool()).toMatchObject({
      mfa_configuration: 'OPTIONAL',
      software_token_mfa_configuration: { enabled: true },
    });
  });

  it('is destroyed neither by AWS nor by Terraform when protected', () => {
    expect(userPool(true).lifecycle).toEqual({ prevent_destroy: true });
    expect(userPool(false)).not.toHaveProperty('lifecycle');
  });

  it.each([
    [true, 'ACTIVE'],
    [false, 'INACTIVE'],
  ])('has its deletion protection (%s) %s', (protect, state) => {
    expect(userPool(protect)).toMatchObject({ deletion_protection: state });
  });
});
