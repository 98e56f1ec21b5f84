import { readMarked } from '../masking/marked-value';
import { isSensitiveName, marksByName } from '../masking/sensitive-names';
import type { Secrets } from '../masking/secrets';
import type { OutputChange } from '../plan';
import { PlanFormatError } from '../plan-format-error';
import { readActions } from './action';
import type { OutputChangeJson, PlanJson } from './plan-json';

/**
 * Reads what changes of the outputs of the root module.
 * @throws PlanFormatError if an output has actions that outputs cannot have
 */
export function readOutputChanges(plan: PlanJson, secrets: Secrets): readonly OutputChange[] {
  return Object.entries(plan.output_changes ?? {}).flatMap(([name, json]) => {
    const action = readAction(name, json);
    const isSensitive = isDeclaredSensitive(name, plan) || isSensitiveName(name);
    const marksOf = (value: unknown): unknown => isSensitive || marksByName(value);
    const before = readMarked(json.before, { sensitive: json.before_sensitive ?? marksOf(json.before) }, secrets);
    const sensitive = json.after_sensitive ?? marksOf(json.after);
    const after = readMarked(json.after, { sensitive, unknown: json.after_unknown }, secrets);
    return action === 'no-op' ? [] : [{ name, action, before, after }];
  });
}

function readAction(name: string, { actions }: OutputChangeJson): OutputChange['action'] | 'no-op' {
  const where = `output_changes.${name}.actions`;
  const { action } = readActions(actions, where);
  if (action === 'replace' || action === 'read' || action === 'forget')
    throw new PlanFormatError(where, `an output can be created, updated or deleted, found ${action}`);
  return action;
}

/** Before Terraform 0.15, the change does not tell whether its output is sensitive. */
function isDeclaredSensitive(name: string, { planned_values, prior_state, configuration }: PlanJson): boolean {
  return [planned_values, prior_state?.values, configuration?.root_module].some(
    (declared) => declared?.outputs?.[name]?.sensitive === true,
  );
}
