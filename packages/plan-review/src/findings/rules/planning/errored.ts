import type { PlanRule } from '../../rule';

/** Terraform could not complete the plan. */
export const planErrored: PlanRule = {
  about: 'plan',
  id: 'plan-incomplete',
  category: 'planning',
  severities: ['dangerous'],
  meaning: 'Terraform could not plan the stack completely: more may happen than is shown.',
  check: ({ isErrored }) =>
    isErrored
      ? [
          {
            severity: 'dangerous',
            title: 'The stack could not be planned completely',
            detail: 'More may happen than is shown. Read the error of Terraform, and fix it first.',
          },
        ]
      : [],
};

/** A check of the configuration fails. */
export const checkFailed: PlanRule = {
  about: 'plan',
  id: 'check-failed',
  category: 'planning',
  severities: ['attention'],
  meaning: 'A check, precondition or postcondition of the configuration fails.',
  check: ({ failedChecks = [] }) =>
    failedChecks.map(({ address, messages }) => ({
      severity: 'attention',
      address,
      title: `Check failed: ${address}`,
      detail: messages.length === 0 ? 'Terraform could not evaluate it.' : messages.join(' '),
    })),
};
