import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource';
import { Fn, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ProxyMethod, type ProxyMethodProps } from './proxy-method';

/** Properties of a `ProxyRoute`; `resourceId` and `uri` are those of the path itself. */
export type ProxyRouteProps = Omit<ProxyMethodProps, 'pathParameters'>;

/** A path of an API and everything below it, both handed to the same path of a backend. */
export class ProxyRoute extends Construct {
  /** Requests of the path itself. */
  readonly exact: ProxyMethod;
  /** The path of everything below. */
  readonly belowPath: ApiGatewayResource;
  /** Requests of everything below. */
  readonly below: ProxyMethod;
  /** What a deployment must wait for. */
  readonly parts: readonly ITerraformDependable[];
  /** Everything about the route that a caller or the backend would notice, as JSON text; of headers it holds hashes. */
  readonly description: string;

  constructor(scope: Construct, id: string, props: ProxyRouteProps) {
    super(scope, id);
    this.exact = new ProxyMethod(this, 'exact', props);
    this.belowPath = this.createBelowPath(props);
    this.below = this.createBelow(props, this.belowPath);
    this.parts = [...this.exact.parts, ...this.below.parts];
    const headers = hashValues(props.headers);
    this.description = JSON.stringify({ exact: this.exact.description, below: this.below.description, headers });
  }

  private createBelowPath(props: ProxyRouteProps): ApiGatewayResource {
    return new ApiGatewayResource(this, 'below-path', {
      restApiId: props.restApiId,
      parentId: props.resourceId,
      pathPart: '{proxy+}',
    });
  }

  private createBelow(props: ProxyRouteProps, resource: ApiGatewayResource): ProxyMethod {
    return new ProxyMethod(this, 'below', {
      ...props,
      resourceId: resource.id,
      uri: `${props.uri}/{proxy}`,
      pathParameters: ['proxy'],
    });
  }
}

function hashValues(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Fn.sha256(value)]));
}
