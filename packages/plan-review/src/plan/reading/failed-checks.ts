import type { FailedCheck } from '../plan';
import type { PlanJson } from './plan-json';

/** The checks of a plan that fail or cannot be evaluated, each instance of what is checked for itself. */
export function readFailedChecks({ checks }: PlanJson): readonly FailedCheck[] {
  return (checks ?? [])
    .flatMap(({ instances, ...whole }) => (instances?.length ? instances : [{ ...whole, problems: [] }]))
    .filter(({ status }) => status === 'fail' || status === 'error')
    .map(({ address, problems }) => ({
      address: address.to_display,
      messages: (problems ?? []).map(({ message }) => message),
    }));
}
