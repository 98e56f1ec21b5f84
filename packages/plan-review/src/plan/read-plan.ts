import { countChanges } from './count';
import { PlainSecrets, rememberPlain, rememberPlainOutput } from './masking/plain-secrets';
import { Secrets } from './masking/secrets';
import { TextMask } from './masking/text-mask';
import type { Plan, ResourceChange } from './plan';
import { readFailedChecks } from './reading/failed-checks';
import { readOutputChanges } from './reading/output-change';
import { parsePlan } from './reading/parse';
import type { PlanJson, ResourceChangeJson } from './reading/plan-json';
import { readResourceChange } from './reading/resource-change';

/**
 * Reads a plan of any Terraform since 0.12, or of OpenTofu. No secret of it is left in what is returned: neither what
 * Terraform marks as sensitive nor, from eight characters on, its text in values that are not marked; and of variables,
 * user data and outputs only what is plainly harmless.
 * @param json what `terraform show -json <plan file>` prints, parsed
 * @throws PlanFormatError if it is something else, with where and what
 */
export function readPlan(json: unknown): Plan {
  const parsed = parsePlan(json);
  const secrets = new Secrets();
  rememberVariables(parsed, secrets);
  rememberPlainOnes(parsed, secrets);
  const all = readChanges(parsed.resource_changes, 'resource_changes', secrets);
  const changes = all.filter(doesSomething);
  const failedChecks = readFailedChecks(parsed);
  const plan: Plan = {
    terraformVersion: parsed.terraform_version ?? '',
    changes,
    unchanged: all.filter((change) => change.mode === 'managed' && !doesSomething(change)),
    drift: readChanges(parsed.resource_drift, 'resource_drift', secrets).filter(doesSomething),
    outputs: readOutputChanges(parsed, secrets),
    counts: countChanges(changes),
    ...(failedChecks.length > 0 && { failedChecks }),
    isErrored: parsed.errored ?? false,
  };
  return maskTexts(plan, new PlainSecrets(secrets, new TextMask(secrets)));
}

/** Values of sensitive variables may have become part of anything. */
function rememberVariables({ variables, configuration }: PlanJson, secrets: Secrets): void {
  for (const [name, { sensitive }] of Object.entries(configuration?.root_module?.variables ?? {}))
    if (sensitive === true) secrets.remember(variables?.[name]?.value);
}

/** Not every secret is marked; what a report shows is read by more people than the code. */
function rememberPlainOnes({ resource_changes, resource_drift, output_changes }: PlanJson, secrets: Secrets): void {
  for (const { type, change } of [...(resource_changes ?? []), ...(resource_drift ?? [])])
    for (const attributes of [change.before, change.after]) rememberPlain(type, attributes ?? {}, secrets);
  for (const [name, { before, after }] of Object.entries(output_changes ?? {}))
    for (const value of [before, after]) rememberPlainOutput(name, value, secrets);
}

function readChanges(
  changes: readonly ResourceChangeJson[] | null | undefined,
  where: string,
  secrets: Secrets,
): readonly ResourceChange[] {
  return (changes ?? []).flatMap((change, index) =>
    isKept(change) ? [readResourceChange(change, `${where}[${index}]`, secrets)] : [],
  );
}

/** Plans of OpenTofu also list ephemeral resources. */
function isKept({ mode }: ResourceChangeJson): boolean {
  return mode === 'managed' || mode === 'data';
}

/** Terraform removes data sources from the state without a change in the plan. */
function doesSomething(change: ResourceChange): boolean {
  if (change.action === 'delete') return change.mode === 'managed';
  return change.action !== 'no-op' || !staysInPlace(change);
}

function staysInPlace({ previousAddress, importId }: ResourceChange): boolean {
  return previousAddress === undefined && importId === undefined;
}

function maskTexts(plan: Plan, hidden: PlainSecrets): Plan {
  const { changes, unchanged, drift, outputs, failedChecks, ...rest } = plan;
  return {
    ...rest,
    changes: changes.map((change) => maskChange(change, hidden)),
    unchanged: unchanged.map((change) => maskChange(change, hidden)),
    drift: drift.map((change) => maskChange(change, hidden)),
    outputs: outputs.map((output) => ({
      ...output,
      before: hidden.output(output.name, output.before),
      after: hidden.output(output.name, output.after),
    })),
    ...(failedChecks && {
      failedChecks: failedChecks.map(({ address, messages }) => ({
        address,
        messages: messages.map((message) => hidden.text(message)),
      })),
    }),
  };
}

function maskChange(change: ResourceChange, hidden: PlainSecrets): ResourceChange {
  const { before, after, replacePaths, importId, ...rest } = change;
  return {
    ...rest,
    ...(importId !== undefined && { importId: hidden.text(importId) }),
    replacePaths: replacePaths.map((path) => hidden.path(path)),
    before: before && hidden.attributes(change.type, before),
    after: after && hidden.attributes(change.type, after),
  };
}
