import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { Fn, Op, Token } from 'cdktf';
import { Construct } from 'constructs';
import { OriginSecret, type OriginSecretProps } from './origin-secret';

/** Properties of a `ServiceOrigin`. */
export interface ServiceOriginProps extends OriginSecretProps {
  /** SSM parameter with the value that is accepted beside the first one of the service's own. */
  readonly firstParameterName: string;
}

/**
 * The secret of one service, and its value before: two values are accepted, so that one can follow the other without a
 * refused request. A secret that still has its first value accepts another parameter's beside it, which is what the API
 * sent before the service had a secret of its own.
 */
export class ServiceOrigin extends Construct {
  readonly secret: OriginSecret;
  /** The value before the newest. */
  readonly before: DataAwsSsmParameter;
  /** Values of the header that a request to the service may carry; secret. */
  readonly acceptedValues: string[];
  /**
   * The parameter with the number of its newest value, e.g. `/shop/dev/orders/origin-secret:2`: what reads it by this name
   * gets a value that is accepted, also after somebody has put another one into the parameter.
   * Source: AWS Systems Manager User Guide, "Working with parameter versions".
   */
  readonly newestParameterName: string;

  constructor(scope: Construct, id: string, props: ServiceOriginProps) {
    super(scope, id);
    const secret = new OriginSecret(this, 'secret', props);
    this.secret = secret;
    this.before = new DataAwsSsmParameter(this, 'before', {
      name: Token.asString(
        Fn.conditional(
          Op.gt(secret.version, 1),
          versionOf(secret, Op.sub(secret.version, 1)),
          props.firstParameterName,
        ),
      ),
      withDecryption: true,
    });
    this.acceptedValues = [secret.value, this.before.value];
    this.newestParameterName = versionOf(secret, secret.version);
  }
}

function versionOf({ parameterName }: OriginSecret, version: unknown): string {
  return Token.asString(Fn.format('%s:%d', [parameterName, version]));
}
