/** A file of the user with what a project needs beside it. */
export interface Merged {
  readonly text: string;
  /** What was added, as people read it: what belongs together in one text. */
  readonly added: readonly string[];
  /** What stays although a project has it otherwise, as people read it. */
  readonly kept: readonly string[];
}
