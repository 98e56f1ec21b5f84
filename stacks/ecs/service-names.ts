import { containerLogGroup } from '../../platform/log-groups';
import { physicalName, replaceableName, type NameKind } from '../../platform/naming';

/** The physical names of one service in one environment. */
export class ServiceNames {
  /** Begins the names of parameters, e.g. `/shop/dev/orders`. */
  readonly path: string;
  /** Of the log group of the containers, e.g. `/shop/dev/orders`. */
  readonly logGroup: string;

  private readonly parts: readonly [platform: string, environment: string, service: string];
  private readonly vpcCidr: string;

  /**
   * @param parts the names of the platform, the environment and the service.
   * @param vpcCidr IPv4 block of the environment's VPC.
   */
  constructor(parts: readonly [platform: string, environment: string, service: string], vpcCidr: string) {
    this.parts = parts;
    this.vpcCidr = vpcCidr;
    this.path = `/${parts.join('/')}`;
    this.logGroup = containerLogGroup(...parts);
  }

  /** The name of a resource that is updated in place. */
  of(kind: NameKind, ...suffix: readonly string[]): string {
    return physicalName(kind, ...this.parts, ...suffix);
  }

  /** The name of what is there until the first release. No service has the `_` in its name that keeps it apart from others. */
  ofPlaceholder(kind: NameKind): string {
    const [platform, environment, service] = this.parts;
    return physicalName(kind, platform, environment, `${service}_placeholder`);
  }

  /**
   * The name of a resource that AWS cannot move to another VPC. The VPC's id is unknown until it exists, but another
   * VPC has another address block.
   *
   * @param identity what else forces a replacement.
   */
  inVpc(kind: NameKind, suffix: readonly string[], identity: readonly number[] = []): string {
    return replaceableName(kind, [...this.parts, ...suffix], [this.vpcCidr, ...identity]);
  }
}
