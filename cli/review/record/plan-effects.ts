import { parsePlan } from 'plan-review/plan/reading/parse';
import type { ResourceChange } from 'plan-review/plan/plan';
import { readPlan } from 'plan-review/plan/read-plan';
import type { PlanJson } from 'plan-review/terraform/plan-folder';
import { leavesOf, type Leaves, type PlannedValue } from './leaves';
import { objectLeaves } from './object-leaves';

/** Actions that change the world, or the state: `no-op` moves or imports an object that stays as it is. */
export type EffectiveAction = 'create' | 'update' | 'replace' | 'delete' | 'forget' | 'no-op';

/** What a plan does to one object, or to one output. */
export interface PlannedEffect {
  /** Address of the resource, or name of the output. */
  readonly address: string;
  /** A former object of the address, left over from an interrupted replacement. @default - the current object */
  readonly deposed?: string;
  readonly action: EffectiveAction;
  /** Whether it is replaced because its creation failed half-way. */
  readonly isTainted: boolean;
  /** What tells which object it acts on, by attribute; empty if there is none yet, and of outputs. */
  readonly object: Leaves;
  readonly before: Leaves;
  readonly after: Leaves;
}

/** What a plan does, secrets included: it is compared and never written. */
export interface PlannedEffects {
  readonly changes: readonly PlannedEffect[];
  readonly outputs: readonly PlannedEffect[];
}

/**
 * Reads what a plan does to the world. Data sources that are read, and what stays as it is, are left out.
 * @param json what `terraform show -json` says of it
 * @param madeUp texts that stand for values of other stacks in this plan
 * @throws PlanFormatError
 */
export function effectsOf(json: PlanJson, madeUp: readonly string[] = []): PlannedEffects {
  const raw = parsePlan(json);
  const { changes, outputs } = readPlan(json);
  const rawChanges = new Map(
    (raw.resource_changes ?? []).map((each) => [objectKey(each.address ?? '', each.deposed ?? undefined), each.change]),
  );
  return {
    changes: changes.filter(isEffective).map((shown) => {
      const change = rawChanges.get(objectKey(shown.address, shown.deposed));
      const { address, deposed, action, actionReason } = shown;
      const before = leavesOf({ raw: change?.before, shown: shown.before }, madeUp);
      return {
        ...{ address, action, isTainted: actionReason === 'replace_because_tainted' },
        ...(deposed !== undefined && { deposed }),
        object: objectLeaves({ ...shown, importing: change?.importing, before }),
        before,
        after: leavesOf({ raw: change?.after, shown: shown.after, unknown: change?.after_unknown }, madeUp),
      };
    }),
    outputs: outputs.map((shown) => {
      const change = raw.output_changes?.[shown.name];
      return {
        ...{ address: shown.name, action: shown.action, isTainted: false, object: NO_OBJECT },
        before: leavesOf(inOutput(change?.before, shown.before), madeUp),
        after: leavesOf(inOutput(change?.after, shown.after, change?.after_unknown), madeUp),
      };
    }),
  };
}

const NO_OBJECT: Leaves = new Map();

/** An output has one value, whose path is `value`. */
function inOutput(raw: unknown, shown: unknown, unknown?: unknown): PlannedValue {
  return { raw: { value: raw }, shown: { value: shown }, unknown: { value: unknown } };
}

/** An address may have deposed objects of interrupted replacements, beside the object that is in use. */
export function objectKey(address: string, deposed: string | undefined): string {
  return deposed === undefined ? address : `${address} (deposed object ${deposed})`;
}

/** Reading a data source changes nothing, and when it is read depends on what is known. What stays is moved or imported. */
function isEffective(change: ResourceChange): change is ResourceChange & { readonly action: EffectiveAction } {
  return change.action !== 'read';
}
