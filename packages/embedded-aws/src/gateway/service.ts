import type { Questions } from './authorization/question';
import type { ResourceLookup, ResourcePolicy } from './authorization/resource-policy';
import type { DataPlane } from './data-plane';
import type { Handler, Next } from './handler';
import type { RestCall } from './operations';
import type { AwsRequest } from './request';
import type { AwsSettings } from './settings';

/** Lists the resources of one kind: names, ids or ARNs; undefined ones are left out. */
export type ListResources = (settings: AwsSettings) => Promise<readonly (string | undefined)[]>;

/** One AWS service: everything that the embedded AWS adds to what moto does of it. */
export interface Service {
  /** Name that calls of the service are signed with, e.g. `monitoring` for CloudWatch. */
  readonly signingName: string;
  /** What moto lacks; of one operation, the first sees the request first. @default moto answers every call */
  readonly handlers?: readonly Handler[];
  /**
   * Changes the head of a call that IAM allowed, before a handler or moto gets it: of calls that nothing handles, the body
   * is not read here. @throws AwsError if the service refuses the call @default calls stay as they are
   */
  readonly adjust?: (call: AwsRequest, moto: Next) => Promise<AwsRequest>;
  /** What IAM is asked for a call. @default for the action named like the operation, on every resource */
  readonly questions?: Questions;
  /** What is served beside AWS's own calls, such as load balancers. @default nothing */
  readonly dataPlanes?: readonly DataPlane[];
  /** Names the operation of a REST call, undefined if it is not known. @default `METHOD /path` */
  readonly nameOperation?: (call: RestCall) => string | undefined;
  /** The policy that is attached to a resource itself. @default resources have none */
  readonly resourcePolicy?: (lookup: ResourceLookup, arn: string) => ResourcePolicy | Promise<ResourcePolicy>;
  /** How resources are listed, by kind, to find those that remain after a destroy. @default none are listed */
  readonly resources?: Readonly<Record<string, ListResources>>;
}
