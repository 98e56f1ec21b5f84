import { DataAwsSecretsmanagerRandomPassword } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-random-password';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Construct } from 'constructs';

/** Properties of an `OriginSecret`. */
export interface OriginSecretProps {
  /** Path of the parameter, e.g. `/shop/dev/orders/origin-secret`. */
  readonly parameterName: string;
  /** ARN of the KMS key that the value is encrypted with. @default - a key of AWS */
  readonly keyArn?: string | undefined;
}

/**
 * The secret that a request to the load balancer must carry, made up by AWS once and kept as an encrypted parameter: no
 * person sets or sees it, and nothing of it is in the synthesized JSON.
 */
export class OriginSecret extends Construct {
  readonly resource: SsmParameter;
  readonly random: DataAwsSecretsmanagerRandomPassword;
  readonly parameterName: string;
  /** The newest value; secret. */
  readonly value: string;
  /** Number of the newest value, from 1: every value that somebody puts into the parameter is one more. */
  readonly version: number;

  constructor(scope: Construct, id: string, props: OriginSecretProps) {
    super(scope, id);
    this.random = new DataAwsSecretsmanagerRandomPassword(this, 'random', {
      passwordLength: 64,
      // The value is an HTTP header and a quoted literal of API Gateway.
      excludePunctuation: true,
    });
    this.resource = new SsmParameter(this, 'Resource', {
      name: props.parameterName,
      description: 'Value of the header that requests to the load balancer must carry.',
      type: 'SecureString',
      ...(props.keyArn !== undefined && { keyId: props.keyArn }),
      value: this.random.randomPassword,
      // Every reading of the data source makes up another value: only the first one counts, and what people put in later.
      lifecycle: { ignoreChanges: ['value'] },
    });
    this.parameterName = this.resource.name;
    this.value = this.resource.value;
    this.version = this.resource.version;
  }
}
