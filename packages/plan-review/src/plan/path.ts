import type { ValuePath } from './value';

/**
 * Writes a path as Terraform's language does, e.g. `ingress[0].from_port`, `tags["kubernetes.io/role"]`. The empty path
 * is the empty text.
 */
export function formatPath(path: ValuePath): string {
  return path.map(formatStep).join('').replace(/^\./, '');
}

function formatStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_][\w-]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}
