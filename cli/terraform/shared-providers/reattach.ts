import type { Environment } from '../../project';

/** Names of providers, to how Terraform reaches them: the value of TF_REATTACH_PROVIDERS, as an object. */
export type Reattach = Readonly<Record<string, unknown>>;

/** An environment that leads Terraform to more providers that run already. */
export function withReattached(env: Environment, providers: Reattach): Environment {
  return { ...env, TF_REATTACH_PROVIDERS: reattachedWith(env['TF_REATTACH_PROVIDERS'] ?? '{}', providers) };
}

/** @param variable value of TF_REATTACH_PROVIDERS @returns the value that names more providers */
export function reattachedWith(variable: string, providers: Reattach): string {
  return JSON.stringify({ ...(JSON.parse(variable) as Reattach), ...providers });
}
