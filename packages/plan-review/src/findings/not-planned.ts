import type { Finding } from './finding';

/** The finding about a stack or directory that Terraform could not plan. */
export function notPlannedFinding(stack: string): Finding {
  return {
    rule: 'stack-not-planned',
    severity: 'dangerous',
    category: 'planning',
    stack,
    title: 'Terraform could not plan it',
    detail: 'What a deployment would do is not known, and it would fail for the same reason.',
  };
}
