import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Testing } from 'cdktf';
import { DeployedImage } from '../../../../modules/ecs/deployed-image';
import { bootstrapImage } from '../../../../platform/placeholder-images';
import { countResources } from '../../../helpers/terraform-json';

describe('DeployedImage', () => {
  const synth = Testing.synthScope((scope) => {
    new DeployedImage(scope, 'image', { parameterName: '/shop/dev/orders/image' });
  });

  it('starts with a public image, in plain text', () => {
    expect(synth).toHaveResourceWithProperties(SsmParameter, {
      name: '/shop/dev/orders/image',
      description: 'The deployed image; written by the pipeline.',
      type: 'String',
      insecure_value: bootstrapImage,
    });
  });

  it('starts with an image that cannot change: it is named by its digest', () => {
    expect(bootstrapImage).toMatch(/^[a-z0-9./-]+@sha256:[0-9a-f]{64}$/);
  });

  it('leaves later values to the pipeline', () => {
    expect(synth).toHaveResourceWithProperties(SsmParameter, { lifecycle: { ignore_changes: ['insecure_value'] } });
  });

  it('is one parameter', () => {
    expect(countResources(synth)).toEqual({ aws_ssm_parameter: 1 });
  });
});
