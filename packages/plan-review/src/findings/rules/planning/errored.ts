import type { PlanRule } from '../../rule';

/** Terraform stopped on the way. */
export const planErrored: PlanRule = {
  about: 'plan',
  id: 'plan-incomplete',
  category: 'planning',
  severities: ['dangerous'],
  meaning: 'Terraform could not plan the stack whole: what is shown may be a part of what would happen.',
  check: ({ isErrored }) =>
    isErrored
      ? [
          {
            severity: 'dangerous',
            title: 'The stack could not be planned whole',
            detail: 'What is shown may be a part of what would happen. Read what Terraform says, and mend it first.',
          },
        ]
      : [],
};

/** A condition of the configuration does not hold. */
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
      title: `${address} does not hold`,
      detail: messages.length === 0 ? 'Terraform could not evaluate it.' : messages.join(' '),
    })),
};
