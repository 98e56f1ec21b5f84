import type { Verdict } from 'plan-review/report/review';
import type { StackEdit } from './stack-edits';

/** A change of a deployed platform, and what a review has to say to it. */
export interface ReviewCase {
  readonly title: string;
  readonly stack: string;
  /** The config after the change. @default - the deployed one */
  readonly config?: object;
  /** What changes in the JSON of the stack besides. @default - nothing */
  readonly edit?: StackEdit;
  /** Flags of `terraform plan`. */
  readonly args?: readonly string[];
  /** What Terraform prints after `Plan: `; empty if it prints none. */
  readonly counts: string;
  readonly verdict: Verdict;
  /** Names of rules that have to find something, among others. */
  readonly rules: readonly string[];
  /** A line of the difference. @default - none is looked for */
  readonly line?: string;
}
