import type { PlanJson } from 'plan-review/terraform/plan-folder';

/** What a plan in JSON says of a resource. */
export interface PlannedResource {
  readonly address?: string;
  readonly type?: string;
  readonly actions: readonly string[];
  readonly before?: object | null;
  readonly after?: object | null;
  readonly unknown?: unknown;
  readonly sensitive?: unknown;
  readonly deposed?: string;
  readonly reason?: string;
  /** Address before a move. */
  readonly previousAddress?: string;
  readonly importing?: { readonly id: string };
}

/** A plan as `terraform show -json` prints it. @param outputs by name: the value before and after */
export function planJson(
  resources: readonly PlannedResource[],
  outputs: Readonly<Record<string, readonly [before: unknown, after: unknown]>> = {},
): PlanJson {
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    applyable: resources.length > 0 || Object.keys(outputs).length > 0,
    resource_changes: resources.map((each) => ({
      address: each.address ?? `${each.type ?? 'aws_lb'}.web`,
      mode: 'managed',
      type: each.type ?? 'aws_lb',
      name: 'web',
      provider_name: 'registry.terraform.io/hashicorp/aws',
      ...(each.deposed !== undefined && { deposed: each.deposed }),
      ...(each.reason !== undefined && { action_reason: each.reason }),
      ...(each.previousAddress !== undefined && { previous_address: each.previousAddress }),
      change: {
        actions: each.actions,
        ...(each.importing !== undefined && { importing: each.importing }),
        before: each.before ?? null,
        after: each.after ?? null,
        after_unknown: each.unknown ?? {},
        before_sensitive: each.sensitive ?? {},
        after_sensitive: each.sensitive ?? {},
      },
    })),
    output_changes: Object.fromEntries(
      Object.entries(outputs).map(([name, [before, after]]) => [
        name,
        {
          actions: before === undefined ? ['create'] : ['update'],
          ...{ before: before ?? null, after, after_unknown: after === undefined },
          ...{ before_sensitive: false, after_sensitive: false },
        },
      ]),
    ),
  };
}
