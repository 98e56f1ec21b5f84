import { code, prose, within } from 'plan-review/report/comment/markdown';
import { bytesOf } from 'plan-review/report/text/visible';
import type { Deviation, StackDrift, WaitingStack } from './drift';

/** Most lines of a list, and bytes of all of them: GitHub takes 65,536 characters in an issue. */
const LONGEST_LIST = 200;
const MOST_BYTES = 25_000;

/** Most bytes of a name, most attributes of a difference, and most bytes of all names of stacks. */
const NAME = 400;
const MOST_ATTRIBUTES = 20;
const NAMES = 4_000;

/** What a deployment does about a difference. */
const VERBS: Readonly<Record<string, string>> = {
  create: 'is gone, or was never made',
  update: 'differs',
  replace: 'differs, and would be replaced',
  delete: 'would be destroyed',
};

/**
 * A report of drift for people.
 * @param stacks every stack that was compared
 * @param waiting those that could not be @default none
 */
export function driftMarkdown(stacks: readonly StackDrift[], waiting: readonly WaitingStack[] = []): string {
  const drifted = stacks.filter((stack) => stack.drifted.length > 0);
  const undeployed = stacks.filter((stack) => stack.undeployed.length > 0);
  return `${[
    `# ${within(NAMES, titleOf(drifted), prose)}`,
    `${stacks.length} deployed stacks were compared with the code.`,
    ...section('Changed outside Terraform', drifted, ({ drifted: list }) => list),
    ...(drifted.length === 0
      ? []
      : [
          'Either take the change over into the code, or undo it:',
          within(NAMES, `npm run deploy -- ${namesOf(drifted)}`, code),
        ]),
    ...section('In the code, not deployed', undeployed, ({ undeployed: list }) => list),
    ...waitingSection(waiting),
  ].join('\n\n')}\n`;
}

function waitingSection(waiting: readonly WaitingStack[]): string[] {
  if (waiting.length === 0) return [];
  const lines = waiting
    .slice(0, LONGEST_LIST)
    .map(
      ({ stack, missing }) => `- ${within(NAME, stack, prose)} reads from ${within(NAME, missing.join(', '), prose)}`,
    );
  return ['## Not compared, since stacks that they read from are not deployed yet', lines.join('\n')];
}

function titleOf(drifted: readonly StackDrift[]): string {
  if (drifted.length === 0) return 'No drift';
  return `Drift in ${drifted.map(({ stack }) => stack).join(', ')}`;
}

function section(
  title: string,
  stacks: readonly StackDrift[],
  listOf: (stack: StackDrift) => readonly Deviation[],
): string[] {
  if (stacks.length === 0) return [];
  const all = stacks.flatMap((stack) => listOf(stack).map((deviation) => ({ stack: stack.stack, deviation })));
  const lines = all.slice(0, LONGEST_LIST).map(({ stack, deviation }) => lineOf(stack, deviation));
  const shown = lines.slice(0, howManyFit(lines));
  const rest = all.length - shown.length;
  return [`## ${title}`, [...shown, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n')];
}

function howManyFit(lines: readonly string[]): number {
  let left = MOST_BYTES;
  const tooMany = lines.findIndex((line) => (left -= bytesOf(line) + 1) < 0);
  return tooMany < 0 ? lines.length : tooMany;
}

/** Names are untrusted: the person who changed tags wrote their keys. */
function lineOf(stack: string, { address, action, attributes }: Deviation): string {
  const named = attributes.slice(0, MOST_ATTRIBUTES).map((name) => within(NAME, name, code));
  const more = attributes.length - named.length;
  const which = named.length === 0 ? '' : `: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return `- ${within(NAME, stack, prose)}: ${within(NAME, address, code)} ${VERBS[action] ?? action}${which}`;
}

function namesOf(stacks: readonly StackDrift[]): string {
  return stacks.map(({ stack }) => stack).join(' ');
}
