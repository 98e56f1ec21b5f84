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

  describe('on the keys that they are encrypted with', () => {
    const keys = ['arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab'];
    const decrypt = (...services: string[]): object => ({
      sid: 'DecryptSecrets',
      actions: ['kms:Decrypt'],
      resources: keys,
      conditions: { StringEquals: { 'kms:ViaService': services } },
    });

    it.each([
      ['a parameter', [parameter], ['ssm.eu-central-1.amazonaws.com']],
      ['a secret', [secret], ['secretsmanager.eu-central-1.amazonaws.com']],
      ['both', [secret, parameter], ['secretsmanager.eu-central-1.amazonaws.com', 'ssm.eu-central-1.amazonaws.com']],
    ])('decrypt for the services of the values only: %s', (_case, values, services) => {
      expect(secretGrants(values, keys)).toContainEqual(decrypt(...services));
    });

    it('name the service of the region that the value is in, in every partition', () => {
      const gov = 'arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/key';
      expect(secretGrants([gov], keys)).toContainEqual(decrypt('ssm.us-gov-west-1.amazonaws.com'));
      const european = 'arn:aws-eusc:ssm:eusc-de-east-1:123456789012:parameter/key';
      expect(secretGrants([european], keys)).toContainEqual(
        decrypt('ssm.eusc-de-east-1.amazonaws.com', 'ssm.eusc-de-east-1.amazonaws.eu'),
      );
    });

    it('are none without keys, or without secrets', () => {
      expect(JSON.stringify([secretGrants([secret, parameter]), secretGrants([], keys)])).not.toContain('kms');
    });
  });
});
