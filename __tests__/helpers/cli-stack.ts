import type { Stack, StackJson } from '../../cli/stacks/manifest';

/** A synthesized stack as commands see it. @param parts of its JSON beside the backend and the AWS provider */
export function cliStack(name: string, dependencies: readonly string[] = [], parts: Partial<StackJson> = {}): Stack {
  const json: StackJson = {
    terraform: {
      backend: { s3: { bucket: 'shop-tfstate', key: `shop/${name}.tfstate`, region: 'eu-central-1' } },
      required_providers: { aws: { source: 'aws', version: '>= 5.100.0, < 7.0.0' } },
    },
    ...parts,
  };
  return { name, dependencies, folder: `/cdktf.out/stacks/${name}`, json };
}

/** Environments `dev` and `prod` with one service, in deploy order. */
export const shopStacks: readonly Stack[] = [
  cliStack('bootstrap'),
  cliStack('dev-network'),
  cliStack('dev-cluster'),
  cliStack('orders-registry'),
  cliStack('dev-orders', ['dev-network', 'dev-cluster', 'orders-registry']),
  cliStack('dev-gateway', ['dev-network', 'dev-orders']),
  cliStack('prod-network'),
  cliStack('orders-pipeline', ['orders-registry', 'dev-orders']),
];

/** The stacks of these names, in the given order. */
export function shopStacksNamed(...names: readonly string[]): Stack[] {
  return names.map((name) => {
    const stack = shopStacks.find((candidate) => candidate.name === name);
    if (stack === undefined) throw new Error(`no test stack ${name}`);
    return stack;
  });
}
