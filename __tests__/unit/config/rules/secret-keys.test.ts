import { deploymentOf, issuesOf, withService } from '../../../helpers/config';

const keyIn = (region: string, partition = 'aws'): string =>
  `arn:${partition}:kms:${region}:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const parameterIn = (region: string): string => `arn:aws:ssm:${region}:123456789012:parameter/token`;
const secretIn = (region: string): string => `arn:aws:secretsmanager:${region}:123456789012:secret:token-AbCdEf:a::`;

const here = { secrets: { TOKEN: parameterIn('eu-central-1') }, secretKeys: [keyIn('eu-central-1')] };

describe('the keys of secrets', () => {
  it.each([
    ['of a parameter', here],
    ['of a secret in another region', { secrets: { A: secretIn('us-west-2') }, secretKeys: [keyIn('us-west-2')] }],
    [
      'of a secret that an override adds',
      { secretKeys: here.secretKeys, environments: { prod: { secrets: here.secrets } } },
    ],
  ])('are taken: %s', (_case, options) => {
    expect(issuesOf(withService(options))).toEqual([]);
  });

  it('of an override come after those of the service', () => {
    const other = keyIn('eu-central-1').replace('1234abcd', 'abcd1234');
    const options = withService({ ...here, environments: { prod: { secretKeys: [other] } } });
    expect(deploymentOf(options, 'dev').secretKeys).toEqual(here.secretKeys);
    expect(deploymentOf(options, 'prod').secretKeys).toEqual([...here.secretKeys, other]);
  });

  it('are refused without secrets', () => {
    expect(issuesOf(withService({ secretKeys: here.secretKeys }))).toEqual([
      {
        path: 'services.hello.secretKeys',
        found: 'a key in "eu-central-1", and no secrets',
        allowed: 'keys in the region of a secret',
        fix: 'remove the key, or add the secrets that are encrypted with it',
      },
    ]);
  });

  it.each([
    [keyIn('us-west-2'), '"us-west-2"'],
    [keyIn('us-gov-west-1', 'aws-us-gov'), '"aws-us-gov us-gov-west-1"'],
  ])('are refused in another region or partition than the secrets: %s', (key, place) => {
    expect(issuesOf(withService({ ...here, environments: { prod: { secretKeys: [key] } } }))).toEqual([
      {
        path: 'services.hello.environments.prod.secretKeys',
        found: `a key in ${place}, and secrets in "eu-central-1"`,
        allowed: 'keys in the region of a secret',
        fix: 'use the key in eu-central-1 that the secret is encrypted with',
      },
    ]);
  });

  it('cannot be aliases, and the message says how to find the key', () => {
    const alias = 'arn:aws:kms:eu-central-1:123456789012:alias/shop';
    expect(issuesOf(withService({ ...here, secretKeys: [alias] }))).toMatchObject([
      {
        path: 'services.hello.secretKeys[0]',
        found: `"${alias}"`,
        fix: `find its key: aws kms describe-key --key-id ${alias} --query KeyMetadata.Arn`,
      },
    ]);
  });
});
