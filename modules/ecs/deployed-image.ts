import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Fn, type IResolvable } from 'cdktf';
import { Construct } from 'constructs';
import { bootstrapImage, placeholderImages } from '../../platform/placeholder-images';

/** Properties of a `DeployedImage`. */
export interface DeployedImageProps {
  /** Path of the parameter, e.g. `/shop/dev/orders/image`. */
  readonly parameterName: string;
}

/**
 * The image that runs now. The pipeline writes it after every deployment that held; Terraform only creates it and reads
 * it, so that a change of the task definition keeps what was delivered.
 */
export class DeployedImage extends Construct {
  readonly resource: SsmParameter;
  readonly parameterName: string;
  readonly parameterArn: string;
  /** The image reference itself. */
  readonly image: string;
  /** Whether it is a placeholder: nothing was released yet. */
  readonly isPlaceholder: IResolvable;

  constructor(scope: Construct, id: string, props: DeployedImageProps) {
    super(scope, id);
    this.resource = new SsmParameter(this, 'Resource', {
      name: props.parameterName,
      description: 'The deployed image; written by the pipeline.',
      type: 'String',
      // Not secret, and shown in plans as what it is.
      insecureValue: bootstrapImage,
      lifecycle: { ignoreChanges: ['insecure_value'] },
    });
    this.parameterName = this.resource.name;
    this.parameterArn = this.resource.arn;
    this.image = this.resource.insecureValue;
    this.isPlaceholder = Fn.contains([...placeholderImages], this.image) as IResolvable;
  }
}
