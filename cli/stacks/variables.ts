import { UserError } from '../errors';
import type { Environment } from '../project';
import type { Stack } from './manifest';

/**
 * Checks that every Terraform variable without a default has a value in the environment.
 * @throws UserError that names the variables and the stacks that need them
 */
export function requireVariables(stacks: readonly Stack[], env: Environment): void {
  const missing = stacks.flatMap((stack) =>
    Object.entries(stack.json.variable ?? {})
      .filter(([name, variable]) => !('default' in variable) && env[`TF_VAR_${name}`] === undefined)
      .map(([name]) => ({ name, stack: stack.name })),
  );
  if (missing.length === 0) return;
  const names = [...new Set(missing.map(({ name }) => name))];
  const needing = [...new Set(missing.map(({ stack }) => stack))].join(', ');
  throw new UserError(
    `No value for the variable${names.length > 1 ? 's' : ''} ${names.join(' and ')} of ${needing}.`,
    names.map((name) => `export TF_VAR_${name}=...`).join('\n'),
  );
}
