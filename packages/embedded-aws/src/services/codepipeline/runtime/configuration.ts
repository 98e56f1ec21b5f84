import { ActionFailure } from './action-failure';
import type { ActionContext } from './action-context';

/** @throws ActionFailure `ConfigurationError` if an action's configuration lacks a property */
export function required({ action, configuration }: ActionContext, property: string): string {
  const value = configuration[property];
  if (value === undefined || value === '') {
    throw new ActionFailure(
      'ConfigurationError',
      `The configuration of action ${String(action.name)} lacks ${property}.`,
    );
  }
  return value;
}
