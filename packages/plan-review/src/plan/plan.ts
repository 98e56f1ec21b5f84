import type { Value, ValueObject, ValuePath } from './value';

/**
 * What happens to a resource. A replacement is one action here, in either order; a move or an import can come with
 * any of the others. Source: Terraform, "JSON Output Format", "Change Representation".
 */
export type Action = 'no-op' | 'create' | 'update' | 'replace' | 'delete' | 'read' | 'forget';

/** What a plan says of one resource or data source. */
export interface ResourceChange {
  /** Address after the change, module included, e.g. `module.web["a"].aws_lb.this[0]`. */
  readonly address: string;
  /** Address before the change. @default - it does not move */
  readonly previousAddress?: string;
  readonly mode: 'managed' | 'data';
  /** E.g. `aws_lb`. */
  readonly type: string;
  readonly name: string;
  /** Provider as the plan names it, e.g. `registry.terraform.io/hashicorp/aws`; a plan of Terraform 0.12 says `aws`. */
  readonly provider: string;
  readonly action: Action;
  /** Whether a replacement creates the new one before it destroys the old one. Only of a replacement. */
  readonly createsBeforeDestroy?: boolean;
  /** Whether a replacement leaves the old one as it is, unmanaged. Only of a replacement. @default - it is destroyed */
  readonly forgetsOld?: true;
  /** Identifier under which it is imported. @default - it is not imported */
  readonly importId?: string;
  /** Why Terraform chose the action, e.g. `replace_because_tainted`, `delete_because_no_resource_config`. */
  readonly actionReason?: string;
  /** A former object of an address, left over from an interrupted replacement. @default - the current object */
  readonly deposed?: string;
  /** The attributes that force a replacement; empty if another reason does, or there is none. */
  readonly replacePaths: readonly ValuePath[];
  /** Attributes before the change; null if there was no object. */
  readonly before: ValueObject | null;
  /** Attributes after the change; null if there will be no object. */
  readonly after: ValueObject | null;
}

/** What a plan says of one output. Terraform 0.12 says of every one that it is created. */
export interface OutputChange {
  readonly name: string;
  readonly action: Extract<Action, 'create' | 'update' | 'delete'>;
  readonly before: Value;
  readonly after: Value;
}

/**
 * How many resources a plan creates, changes and destroys, as `terraform show` counts them, and what it does besides.
 */
export interface Counts {
  /** Resources imported. */
  readonly import: number;
  /** Resources created, the new ones of replacements included. */
  readonly add: number;
  readonly change: number;
  /** Resources destroyed, the old ones of replacements included. */
  readonly destroy: number;
  /** Of those added: replacements. */
  readonly replace: number;
  /** Resources that only change their address. */
  readonly move: number;
  /** Resources that Terraform stops managing without destroying them. */
  readonly forget: number;
}

/** A condition of the configuration that does not hold. Source: Terraform, "JSON Output Format", "Checks". */
export interface FailedCheck {
  /** E.g. `check.certificate`, `aws_lb.main`, `output.url`. */
  readonly address: string;
  /** What the configuration's author says to it; empty if Terraform could not evaluate the condition. */
  readonly messages: readonly string[];
}

/** A plan, read from `terraform show -json <plan file>`. */
export interface Plan {
  /** E.g. `1.11.4`; empty if the plan does not tell. */
  readonly terraformVersion: string;
  /** In the order of the plan; those that do nothing are left out, unless they move or are imported. */
  readonly changes: readonly ResourceChange[];
  /** Managed resources that stay as they are; what changes may depend on them. */
  readonly unchanged: readonly ResourceChange[];
  /** What has changed outside Terraform since the last apply. */
  readonly drift: readonly ResourceChange[];
  /** Of the root module; those that do not change are left out. */
  readonly outputs: readonly OutputChange[];
  readonly counts: Counts;
  /** @default - none fails, or the plan is older than Terraform 1.5 */
  readonly failedChecks?: readonly FailedCheck[];
  /** Whether Terraform could not plan it whole. Plans of Terraform before 1.6 do not tell. */
  readonly isErrored: boolean;
}
