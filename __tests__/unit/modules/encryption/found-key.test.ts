import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Testing } from 'cdktf';
import { FoundKey } from '../../../../modules/encryption/found-key';
import { countResources, dataSourcesOf, referenceToData } from '../../../helpers/terraform-json';

describe('FoundKey', () => {
  it('is the key that the alias names, by its ARN, and makes none', () => {
    const synth = Testing.synthScope((scope) => {
      const { keyArn } = new FoundKey(scope, 'key', { alias: 'alias/shop-eu-central-1-shared' });
      new SsmParameter(scope, 'parameter', { name: '/a', type: 'SecureString', value: 'b', keyId: keyArn });
    });
    expect(countResources(synth)).toEqual({ aws_ssm_parameter: 1 });
    expect(dataSourcesOf(synth, DataAwsKmsAlias)).toEqual([{ name: 'alias/shop-eu-central-1-shared' }]);
    expect(synth).toHaveResourceWithProperties(SsmParameter, {
      key_id: referenceToData(synth, DataAwsKmsAlias, 'target_key_arn'),
    });
  });
});
