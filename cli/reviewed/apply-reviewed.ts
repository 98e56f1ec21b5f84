import { describeError, UserError } from '../errors';
import type { Step } from '../progress';
import type { Stack } from '../stacks/manifest';
import type { TerraformCall } from '../terraform/terraform';
import { applyStack } from './apply-stack';
import type { ValueCheck } from './matches';
import type { ReviewedStack } from './verify';

/** What is applied, and how. */
export interface ApplyReviewedOptions {
  /** In the order in which they are applied. */
  readonly reviewed: readonly ReviewedStack[];
  /** How the person named the review. */
  readonly source: string;
  readonly check: ValueCheck;
  readonly terraform: (stack: Stack) => TerraformCall;
  /** Resolves when a stack may be applied. @default - at once */
  readonly ready?: (stack: Stack) => Promise<void>;
  readonly step: Step;
  readonly tell: (text: string) => void;
}

/**
 * Plans and applies reviewed stacks one after the other and stops at the first that fails. Called again it goes on: what is applied
 * already has nothing left to do.
 * @throws UserError that tells what is done, what failed, and how to go on
 */
export async function applyReviewed(options: ApplyReviewedOptions): Promise<void> {
  const { reviewed, check, step, tell, terraform } = options;
  for (const [index, each] of reviewed.entries()) {
    const { name } = each.stack;
    try {
      await options.ready?.(each.stack);
      const { outcome, since } = await step(`Apply ${name}`, () => applyStack(terraform(each.stack), each, check));
      for (const sentence of since) tell(`${name}: ${sentence}`);
      tell(`${name}: ${outcome}`);
    } catch (error) {
      throw stoppedAt(index, options, error);
    }
  }
}

function stoppedAt(index: number, { reviewed, source }: ApplyReviewedOptions, error: unknown): Error {
  if (!(error instanceof UserError)) return error instanceof Error ? error : new Error(String(error));
  const names = reviewed.map(({ stack }) => stack.name);
  const left = names.slice(index);
  const lines = [
    describeError(error),
    '',
    `Applied: ${listOf(names.slice(0, index))}. Failed: ${left[0] ?? ''}. Not begun: ${listOf(left.slice(1))}.`,
  ];
  return new UserError(
    lines.join('\n'),
    `Once the cause is mended, go on with: npm run deploy -- ${left.join(' ')} --reviewed ${source}`,
    { cause: error },
  );
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
