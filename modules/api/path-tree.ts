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
  /** By path, e.g. `shop/orders`. */
  readonly resources: ReadonlyMap<string, ApiGatewayResource>;

  private readonly made = new Map<string, ApiGatewayResource>();
  private readonly props: PathTreeProps;

  constructor(scope: Construct, id: string, props: PathTreeProps) {
    super(scope, id);
    this.props = props;
    this.resources = this.made;
  }

  /**
   * The resource of a path; missing segments are added.
   *
   * @param path segments joined by slashes, none at the ends, e.g. `shop/orders`.
   */
  resourceAt(path: string): ApiGatewayResource {
    const made = this.made.get(path);
    if (made !== undefined) return made;
    const [before, pathPart] = split(path);
    const parent = before === undefined ? undefined : this.resourceAt(before);
    const parentId = parent?.id ?? this.props.rootResourceId;
    const id = segmentId(pathPart);
    const resource = new ApiGatewayResource(parent ?? this, id, {
      restApiId: this.props.restApiId,
      parentId,
      pathPart,
    });
    this.made.set(path, resource);
    return resource;
  }
}

/** The last segment of a path, and the path before it if there is one. */
function split(path: string): readonly [before: string | undefined, last: string] {
  const end = path.lastIndexOf('/');
  return end < 0 ? [undefined, path] : [path.slice(0, end), path.slice(end + 1)];
}

// The colon, which no segment has, keeps a user's words apart from ids that mean something: `Default` and `Resource` to
// CDKTF, ours to us. It does not show in Terraform's addresses.
function segmentId(pathPart: string): string {
  return `:${pathPart}`;
}
