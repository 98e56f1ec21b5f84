/** A plan as `terraform show -json` prints it, with some parts of it. */
export function planJson(parts: object): object {
  return { format_version: '1.2', terraform_version: '1.11.4', planned_values: { root_module: {} }, ...parts };
}

/** What a plan says of a load balancer, with some parts of it. @default - it is created */
export function resourceJson(parts: object): object {
  return {
    address: 'aws_lb.main',
    mode: 'managed',
    type: 'aws_lb',
    name: 'main',
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: changeJson({}),
    ...parts,
  };
}

/** The change of a resource, with some parts of it. @default - it is created, with no attribute */
export function changeJson(parts: object): object {
  return {
    actions: ['create'],
    before: null,
    after: {},
    after_unknown: {},
    before_sensitive: false,
    after_sensitive: {},
    ...parts,
  };
}
