import { parameterName, secretReference, secretTexts } from '../../../../cli/start/secrets';

const SSM = 'arn:aws:ssm:eu-central-1:123456789012:parameter';
const SECRET = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret';

describe('the secrets that a config names', () => {
  test.each([
    [`${SSM}/shop/orders/database-url`, ['/shop/orders/database-url']],
    [`${SSM}/database-url`, ['database-url']],
    [`${SECRET}:shop/payment-AbCdEf`, []],
  ])('the parameter of %s', (arn, names) => {
    expect(parameterName(arn)).toEqual(names);
  });

  test.each([
    [`${SECRET}:shop/payment-AbCdEf`, [{ name: 'shop/payment' }]],
    [`${SECRET}:shop/payment-AbCdEf:token::`, [{ name: 'shop/payment', jsonKey: 'token' }]],
    [`${SECRET}:payment-AbCdEf::AWSCURRENT:`, [{ name: 'payment' }]],
    [`${SSM}/shop/payment`, []],
  ])('the secret of %s', (arn, references) => {
    expect(secretReference(arn)).toEqual(references);
  });

  test('a secret whose keys are asked for is JSON with all of them', () => {
    const texts = secretTexts([
      { name: 'payment', jsonKey: 'token' },
      { name: 'payment', jsonKey: 'user' },
      { name: 'key' },
    ]);
    expect(Object.keys(JSON.parse(texts.get('payment') ?? '') as object)).toEqual(['token', 'user']);
    expect(texts.get('key')).toMatch(/^[\w-]{24}$/);
  });
});
