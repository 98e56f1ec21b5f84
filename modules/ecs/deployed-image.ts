import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Construct } from 'constructs';

/**
 * What runs until the pipeline has delivered for the first time, which it starts by itself as soon as it is created. A
 * sample of Google's that answers 200 on every path, on the port that `PORT` names: healthy with every port and health
 * check, without a command that later images would keep. It needs no permission to pull, runs as root, so that it may
 * listen on port 80, and shows no header and no variable but `COLOR`. The digest names the content, so that it cannot change.
 * Sources: GoogleCloudPlatform/cloud-run-hello, `hello.go` and `Dockerfile`; for the digest, Cloud Deploy documentation,
 * "Quickstart: Automate pipeline tasks"; for the port, aws/containers-roadmap#1721. Decision 0022 has the alternatives.
 */
export const bootstrapImage =
  'us-docker.pkg.dev/cloudrun/container/hello@sha256:95ade4b17adcd07623b0a0c68359e344fe54e65d0cb01b989e24c39f2fcd296a';

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
  }
}
