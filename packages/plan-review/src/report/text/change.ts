import { formatPath } from '../../plan/path';
import type { ResourceChange } from '../../plan/plan';
import { ACTIONS, counted } from './words';

/** Words about a change, and the name that they end with. */
export interface Phrase {
  readonly words: string;
  /** Shown as code. @default - none */
  readonly code?: string;
}

/** Most attributes that are named as forcing a replacement. */
const MOST_PATHS = 5;

/** Why Terraform does it. Source: Terraform, "JSON Output Format", `action_reason`. */
const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: 'because an earlier apply left it half made',
  replace_by_request: 'because it was requested',
  replace_by_triggers: 'because of its replace_triggered_by',
  delete_because_no_resource_config: 'because it is no longer in the configuration',
  delete_because_no_module: 'because its module is no longer in the configuration',
  delete_because_wrong_repetition: 'because its count or for_each came or went',
  delete_because_count_index: 'because its count is smaller',
  delete_because_each_key: 'because its key left for_each',
  delete_because_no_move_target: 'because it moved to nowhere',
  read_because_config_unknown: 'because what it asks for is not known yet',
  read_because_dependency_pending: 'because what it depends on changes',
};

/** What happens, in Terraform's sign and a word: `~ changed`, `→ moved`. */
export function actionOf({ action, previousAddress, importId }: ResourceChange): string {
  if (action === 'no-op' && previousAddress !== undefined) return '→ moved';
  if (action === 'no-op' && importId !== undefined) return '⇥ imported';
  return `${ACTIONS[action].sign} ${ACTIONS[action].word}`;
}

/** What more there is to say of a change. */
export function detailsOf(change: ResourceChange): readonly Phrase[] {
  const { previousAddress, importId, deposed, actionReason, createsBeforeDestroy, forgetsOld, replacePaths } = change;
  const why = REASONS[actionReason ?? ''];
  const more = replacePaths.length - MOST_PATHS;
  return [
    ...(previousAddress === undefined ? [] : [{ words: 'moved from', code: previousAddress }]),
    ...(importId === undefined ? [] : [{ words: 'imported as', code: importId }]),
    ...(deposed === undefined ? [] : [{ words: 'a former object, left over from a replacement' }]),
    ...(why === undefined ? [] : [{ words: why }]),
    ...replacePaths.slice(0, MOST_PATHS).map((path) => ({ words: 'forced by', code: formatPath(path) })),
    ...(more > 0 ? [{ words: `and ${counted(more, 'other attribute')}` }] : []),
    ...(createsBeforeDestroy === undefined ? [] : [{ words: order(createsBeforeDestroy) }]),
    ...(forgetsOld === undefined ? [] : [{ words: 'the old one stays, no longer managed' }]),
  ];
}

function order(createsBeforeDestroy: boolean): string {
  return createsBeforeDestroy ? 'the new one is created first' : 'the old one is destroyed first';
}
