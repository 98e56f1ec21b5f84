import { secretGrants } from '../../../../modules/ecs/secret-grants';

const parameter = 'arn:aws:ssm:eu-central-1:123456789012:parameter/shop/orders/api-key';
const secret = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/orders-AbCdEf';

describe('the grants on secrets', () => {
  it('are none for a container without secrets', () => {
    expect(secretGrants([])).toEqual([]);
  });

  it('let exactly the parameters be read', () => {
    expect(secretGrants([parameter])).toEqual([
      { sid: 'ReadParameters', actions: ['ssm:GetParameters'], resources: [parameter] },
    ]);
  });

  it('let exactly the secrets be read', () => {
    expect(secretGrants([secret])).toEqual([
      { sid: 'ReadSecrets', actions: ['secretsmanager:GetSecretValue'], resources: [secret] },
    ]);
  });

  it.each([`${secret}:url::`, `${secret}:url:AWSCURRENT:`, `${secret}:::11111111-2222-3333-4444-555555555555`])(
    'name the secret itself for %s',
    (valueFrom) => {
      expect(secretGrants([valueFrom])).toMatchObject([{ resources: [secret] }]);
    },
  );

  it('name a secret once that several variables come from', () => {
    expect(secretGrants([`${secret}:user::`, `${secret}:password::`])).toMatchObject([{ resources: [secret] }]);
  });

  it('are in the same order for any order of the secrets', () => {
    const other = `${parameter}-2`;
    expect(secretGrants([secret, other, parameter])).toEqual(secretGrants([parameter, other, secret]));
  });
});
