import type { Deviation, StackDrift } from './drift';

/** Most lines of a list: GitHub takes 65,536 characters in an issue. */
const LONGEST_LIST = 200;

/** What a deployment does about a difference. */
const VERBS: Readonly<Record<string, string>> = {
  create: 'is gone, or was never made',
  update: 'differs',
  replace: 'differs, and would be replaced',
  delete: 'would be destroyed',
};

/** A report of drift for people. @param stacks every stack that was looked at */
export function driftMarkdown(stacks: readonly StackDrift[]): string {
  const drifted = stacks.filter((stack) => stack.drifted.length > 0);
  const undeployed = stacks.filter((stack) => stack.undeployed.length > 0);
  return `${[
    `# ${titleOf(drifted)}`,
    `${stacks.length} deployed stacks were compared with the code.`,
    ...section('Changed outside Terraform', drifted, ({ drifted: list }) => list),
    ...(drifted.length === 0
      ? []
      : ['Either take the change over into the code, or undo it:', `\`npm run deploy -- ${namesOf(drifted)}\``]),
    ...section('In the code, not deployed', undeployed, ({ undeployed: list }) => list),
  ].join('\n\n')}\n`;
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
  const lines = stacks.flatMap((stack) => listOf(stack).map((deviation) => lineOf(stack.stack, deviation)));
  const rest = lines.length - LONGEST_LIST;
  return [`## ${title}`, [...lines.slice(0, LONGEST_LIST), ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n')];
}

function lineOf(stack: string, { address, action, attributes }: Deviation): string {
  const which = attributes.length === 0 ? '' : `: ${attributes.map((name) => `\`${name}\``).join(', ')}`;
  return `- ${stack}: \`${address}\` ${VERBS[action] ?? action}${which}`;
}

function namesOf(stacks: readonly StackDrift[]): string {
  return stacks.map(({ stack }) => stack).join(' ');
}
