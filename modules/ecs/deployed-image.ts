import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Construct } from 'constructs';

/**
 * What runs until the pipeline has delivered for the first time, which it starts by itself as soon as it is created: a
 * small public image that needs no permission to pull, listens on port 80 and answers 200 on `/`, so that a service with
 * the default port and health check is healthy from its first minute.
 */
export const bootstrapImage = 'public.ecr.aws/nginx/nginx:stable';

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
  readonly parameterName: string;
  readonly parameterArn: string;
  /** The image reference itself. */
  readonly image: string;

  constructor(scope: Construct, id: string, props: DeployedImageProps) {
    super(scope, id);
    const parameter = new SsmParameter(this, 'Resource', {
      name: props.parameterName,
      description: 'The deployed image; written by the pipeline.',
      type: 'String',
      // Not secret, and shown in plans as what it is.
      insecureValue: bootstrapImage,
      lifecycle: { ignoreChanges: ['insecure_value'] },
    });
    this.parameterName = parameter.name;
    this.parameterArn = parameter.arn;
    this.image = parameter.insecureValue;
  }
}
