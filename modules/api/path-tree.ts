import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource';
import { Construct } from 'constructs';

/** Properties of a `PathTree`. */
export interface PathTreeProps {
  readonly restApiId: string;
  /** The resource `/`, which every API has. */
  readonly rootResourceId: string;
}

/**
 * The paths of a REST API, one resource a segment. Paths that begin alike share the segments they begin with. Each
 * resource is a child of its parent segment's, so its address depends on its own path alone: another path never
 * renames it.
 */
export class PathTree extends Construct {
  private readonly props: PathTreeProps;

  constructor(scope: Construct, id: string, props: PathTreeProps) {
    super(scope, id);
    this.props = props;
  }

  /**
   * The resource of a path; missing segments are added.
   *
   * @param path segments joined by slashes, none at the ends, e.g. `shop/orders`.
   */
  resourceAt(path: string): ApiGatewayResource {
    const [first, ...others] = path.split('/');
    return others.reduce(
      (parent, segment) => this.segment(parent, segment, parent.id),
      this.segment(this, first ?? path, this.props.rootResourceId),
    );
  }

  private segment(scope: Construct, pathPart: string, parentId: string): ApiGatewayResource {
    const id = segmentId(pathPart);
    const existing = scope.node.tryFindChild(id);
    if (existing instanceof ApiGatewayResource) return existing;
    return new ApiGatewayResource(scope, id, { restApiId: this.props.restApiId, parentId, pathPart });
  }
}

// The colon, which no segment has, keeps a user's words apart from ids that mean something: `Default` and `Resource` to
// CDKTF, ours to us. It does not show in Terraform's addresses.
function segmentId(pathPart: string): string {
  return `:${pathPart}`;
}
