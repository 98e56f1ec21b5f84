import { DataAwsSecretsmanagerRandomPassword } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-random-password';
import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { TerraformOutput, Testing } from 'cdktf';
import { ServiceOrigin } from '../../../../modules/network/service-origin';
import {
  countResources,
  dataSourcesOf,
  onlyResource,
  parseStack,
  referenceTo,
  referenceToData,
} from '../../../helpers/terraform-json';

describe('ServiceOrigin', () => {
  const synth = Testing.synthScope((scope) => {
    const origin = new ServiceOrigin(scope, 'origin', {
      parameterName: '/shop/dev/orders/origin-secret',
      firstParameterName: '/shop/dev/origin-secret',
    });
    new TerraformOutput(scope, 'accepted', { value: origin.acceptedValues, staticId: true });
    new TerraformOutput(scope, 'newest', { value: origin.newestParameterName, staticId: true });
  });
  const secret = (attribute: string): string => referenceTo(synth, SsmParameter, attribute).slice(2, -1);

  it('is one parameter of its own, encrypted, made up by AWS', () => {
    expect(countResources(synth)).toEqual({ aws_ssm_parameter: 1 });
    expect(onlyResource(synth, SsmParameter)).toMatchObject({
      name: '/shop/dev/orders/origin-secret',
      type: 'SecureString',
      value: referenceToData(synth, DataAwsSecretsmanagerRandomPassword, 'random_password'),
    });
  });

  it('accepts its newest value and the one before', () => {
    expect(parseStack(synth).output?.accepted?.value).toEqual([
      referenceTo(synth, SsmParameter, 'value'),
      referenceToData(synth, DataAwsSsmParameter, 'value'),
    ]);
  });

  it('accepts that of the first parameter beside its first value', () => {
    const before = `format("%s:%d", ${secret('name')}, (${secret('version')} - 1))`;
    expect(dataSourcesOf(synth, DataAwsSsmParameter)).toEqual([
      { name: `\${(${secret('version')} > 1) ? ${before} : "/shop/dev/origin-secret"}`, with_decryption: true },
    ]);
  });

  it('names its newest value by the number of it', () => {
    expect(parseStack(synth).output?.newest?.value).toBe(
      `\${format("%s:%d", ${secret('name')}, ${secret('version')})}`,
    );
  });
});
