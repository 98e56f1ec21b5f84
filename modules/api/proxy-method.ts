import { ApiGatewayIntegration } from '@cdktf/provider-aws/lib/api-gateway-integration';
import { ApiGatewayMethod } from '@cdktf/provider-aws/lib/api-gateway-method';
import { Construct } from 'constructs';

/** Who may call a method: users with an access token of the authorizer's user pool that holds one of the scopes. */
export interface UserAuthorization {
  readonly authorizerId: string;
  readonly scopes: readonly string[];
}

/** Properties of a `ProxyMethod`. */
export interface ProxyMethodProps {
  readonly restApiId: string;
  readonly resourceId: string;
  /** Where requests go; `{name}` stands for a path parameter. */
  readonly uri: string;
  /** Path parameters of the resource that the URI uses. @default - none */
  readonly pathParameters?: readonly string[];
  /** Headers that every request to the backend carries; the values may be secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** @default - everybody may call */
  readonly authorization?: UserAuthorization;
}

/**
 * Passes every request of a resource, of any HTTP method, to a backend unchanged, and returns the response unchanged.
 */
export class ProxyMethod extends Construct {
  readonly method: ApiGatewayMethod;
  readonly integration: ApiGatewayIntegration;
  /** What a deployment must wait for. */
  readonly parts: readonly [ApiGatewayMethod, ApiGatewayIntegration];
  /** Everything about the method that a caller would notice, without the headers, which may be secret. */
  readonly description: Readonly<Record<string, unknown>>;

  constructor(scope: Construct, id: string, props: ProxyMethodProps) {
    super(scope, id);
    const methodSettings = describeMethod(props);
    const integrationSettings = describeIntegration(props);
    this.method = new ApiGatewayMethod(this, 'method', { restApiId: props.restApiId, ...methodSettings });
    this.integration = new ApiGatewayIntegration(this, 'integration', {
      restApiId: props.restApiId,
      resourceId: props.resourceId,
      httpMethod: this.method.httpMethod,
      ...integrationSettings,
      requestParameters: { ...integrationSettings.requestParameters, ...headerParameters(props.headers) },
    });
    this.parts = [this.method, this.integration];
    this.description = { method: methodSettings, integration: integrationSettings };
  }
}

function describeMethod({ resourceId, pathParameters = [], authorization }: ProxyMethodProps) {
  return {
    resourceId,
    httpMethod: 'ANY',
    requestParameters: Object.fromEntries(pathParameters.map((name) => [`method.request.path.${name}`, true])),
    ...(authorization === undefined
      ? { authorization: 'NONE' }
      : {
          authorization: 'COGNITO_USER_POOLS',
          authorizerId: authorization.authorizerId,
          authorizationScopes: [...authorization.scopes],
        }),
  };
}

// The timeout is API Gateway's default, 29 seconds.
function describeIntegration({ uri, pathParameters = [] }: ProxyMethodProps) {
  return {
    type: 'HTTP_PROXY',
    integrationHttpMethod: 'ANY',
    uri,
    passthroughBehavior: 'WHEN_NO_MATCH',
    requestParameters: Object.fromEntries(
      pathParameters.map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`]),
    ),
  };
}

// A quoted value is a constant: it takes the place of what a client may have sent under that name, so a client can
// neither pass nor guess its way around the header. Source: API Gateway developer guide, "Parameter mapping source".
function headerParameters(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [`integration.request.header.${name}`, `'${value}'`]),
  );
}
