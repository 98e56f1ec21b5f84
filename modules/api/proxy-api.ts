import { ApiGatewayAuthorizer } from '@cdktf/provider-aws/lib/api-gateway-authorizer';
import { ApiGatewayDeployment } from '@cdktf/provider-aws/lib/api-gateway-deployment';
import { ApiGatewayRestApi } from '@cdktf/provider-aws/lib/api-gateway-rest-api';
import { Construct } from 'constructs';
import { PathTree } from './path-tree';
import { ProxyRoute } from './proxy-route';

/** A path of the API: it and everything below it goes to the same path of the backend. */
export interface PathRoute {
  /** Segments joined by slashes, none at the ends, e.g. `shop/orders`. */
  readonly path: string;
  /** A caller's access token must hold one of these. @default - everybody may call */
  readonly scopes?: readonly string[];
  /** Headers that every request to the path carries to the backend; the values may be secret. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Properties of a `ProxyApi`. */
export interface ProxyApiProps {
  readonly restApiName: string;
  readonly description: string;
  /** The Cognito user pool whose users may call. */
  readonly userPoolArn: string;
  readonly authorizerName: string;
  /** Scheme and host of the backend, e.g. `http://example.com`. */
  readonly backendUrl: string;
  /** In any order: the order decides nothing. */
  readonly routes: readonly PathRoute[];
}

// Bodies go through untouched; without this API Gateway reads them as UTF-8 text and damages images and archives.
// Source: API Gateway developer guide, "Binary media types for REST APIs in API Gateway".
const BINARY_MEDIA_TYPES = ['*/*'];

/** A regional REST API in front of a backend, and a deployment of it that is always up to date. */
export class ProxyApi extends Construct {
  readonly resource: ApiGatewayRestApi;
  readonly authorizer: ApiGatewayAuthorizer;
  readonly paths: PathTree;
  /** By path, e.g. `/shop/orders`. */
  readonly routes: ReadonlyMap<string, ProxyRoute>;
  readonly deployment: ApiGatewayDeployment;
  readonly restApiId: string;
  readonly deploymentId: string;

  private readonly props: ProxyApiProps;

  constructor(scope: Construct, id: string, props: ProxyApiProps) {
    super(scope, id);
    this.props = props;
    const restApi = this.createRestApi();
    this.resource = restApi;
    this.authorizer = this.createAuthorizer(restApi);
    this.paths = new PathTree(this, 'paths', { restApiId: restApi.id, rootResourceId: restApi.rootResourceId });
    this.routes = this.createRoutes(restApi, this.authorizer);
    this.deployment = this.deploy(restApi, this.authorizer, this.routes);
    this.restApiId = restApi.id;
    this.deploymentId = this.deployment.id;
  }

  private createRestApi(): ApiGatewayRestApi {
    return new ApiGatewayRestApi(this, 'Resource', {
      name: this.props.restApiName,
      description: this.props.description,
      endpointConfiguration: { types: ['REGIONAL'] },
      binaryMediaTypes: BINARY_MEDIA_TYPES,
    });
  }

  // Exists even while every route is open to everybody, so that the first route that is not changes nothing else.
  private createAuthorizer(restApi: ApiGatewayRestApi): ApiGatewayAuthorizer {
    return new ApiGatewayAuthorizer(this, 'authorizer', {
      restApiId: restApi.id,
      name: this.props.authorizerName,
      type: 'COGNITO_USER_POOLS',
      providerArns: [this.props.userPoolArn],
      identitySource: 'method.request.header.Authorization',
    });
  }

  private createRoutes(restApi: ApiGatewayRestApi, authorizer: ApiGatewayAuthorizer): ReadonlyMap<string, ProxyRoute> {
    const { backendUrl, routes } = this.props;
    const create = ({ path, scopes, headers }: PathRoute): ProxyRoute => {
      const resource = this.paths.resourceAt(path);
      return new ProxyRoute(resource, 'route', {
        restApiId: restApi.id,
        resourceId: resource.id,
        uri: `${backendUrl}/${path}`,
        headers,
        ...(scopes === undefined ? {} : { authorization: { authorizerId: authorizer.id, scopes } }),
      });
    };
    return new Map(routes.toSorted(byPath).map((route) => [`/${route.path}`, create(route)]));
  }

  // Terraform deletes last: what is taken out of the API is still there when the deployment is made, and goes from the
  // stage with the next one. Until then the backend must refuse requests to such a path.
  private deploy(
    restApi: ApiGatewayRestApi,
    authorizer: ApiGatewayAuthorizer,
    routes: ReadonlyMap<string, ProxyRoute>,
  ): ApiGatewayDeployment {
    return new ApiGatewayDeployment(this, 'deployment', {
      restApiId: restApi.id,
      // A deployment is a snapshot of the API: a change of any part of it needs another. The parts are spelled out, so
      // that a plan tells which one changed and how; only values of headers are hashed, because they may be secret.
      triggers: {
        settings: JSON.stringify({ binaryMediaTypes: BINARY_MEDIA_TYPES }),
        authorizer: JSON.stringify({ id: authorizer.id, userPoolArn: this.props.userPoolArn }),
        ...Object.fromEntries([...routes].map(([path, route]) => [path, route.description])),
      },
      dependsOn: [...routes.values()].flatMap(({ parts }) => parts),
      // The stage always has a deployment to serve from.
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

// By code unit: the same on every machine, in any locale.
function byPath(a: PathRoute, b: PathRoute): number {
  return a.path < b.path ? -1 : 1;
}
