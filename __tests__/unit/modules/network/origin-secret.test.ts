import { DataAwsSecretsmanagerRandomPassword } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-random-password';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Testing } from 'cdktf';
import { OriginSecret } from '../../../../modules/network/origin-secret';
import { countResources, dataSourcesOf, onlyResource, referenceToData } from '../../../helpers/terraform-json';

describe('OriginSecret', () => {
  const synth = Testing.synthScope((scope) => {
    new OriginSecret(scope, 'secret', { parameterName: '/shop/dev/origin-secret' });
  });

  it('is 64 letters and digits that AWS chooses', () => {
    expect(dataSourcesOf(synth, DataAwsSecretsmanagerRandomPassword)).toEqual([
      { password_length: 64, exclude_punctuation: true },
    ]);
  });

  it('is an encrypted parameter that keeps its first value', () => {
    expect(onlyResource(synth, SsmParameter)).toEqual({
      name: '/shop/dev/origin-secret',
      description: 'Value of the header that requests to the load balancer must carry.',
      type: 'SecureString',
      value: referenceToData(synth, DataAwsSecretsmanagerRandomPassword, 'random_password'),
      lifecycle: { ignore_changes: ['value'] },
    });
  });

  it('is one parameter', () => {
    expect(countResources(synth)).toEqual({ aws_ssm_parameter: 1 });
  });
});
