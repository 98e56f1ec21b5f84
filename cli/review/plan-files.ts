import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { errorCode } from 'plan-review/error-code';
import { UserError } from '../errors';

/** Name of the list, in the folder that it lists. */
const LIST = 'plans.json';

/** For its owner alone, as the plans themselves. */
const PRIVATE_FILE = 0o600;

const commit = z.object({ ref: z.string(), commit: z.string() });

const planFile = z.object({
  /** Name of the stack. */
  stack: z.string(),
  /** Whether the plan destroys a stack that the config no longer has; its JSON is the base's. */
  isRemoved: z.boolean(),
  /** SHA-256 of the cdk.tf.json that was planned, as synthesized, hexadecimal. */
  jsonSha256: z.string(),
  /** Name of the file that `terraform plan -out` wrote, in the folder of the list. */
  planFile: z.string(),
  /** Name of the copy of `.terraform.lock.hcl`: applying a plan needs the providers that made it. */
  lockFile: z.string(),
  /** Whether the plan changes anything. */
  hasChanges: z.boolean(),
  /** Whether values of other stacks were made up, or there was no state bucket: such a plan must not be applied. */
  placeholders: z.boolean(),
});

const planFiles = z.object({
  version: z.literal(1),
  /** E.g. `1.11.4`: a plan file is good for the version of Terraform that made it. */
  terraformVersion: z.string(),
  base: commit,
  /** The commit is empty if the working tree was planned. */
  head: commit,
  /** Names of stacks that could not be planned. */
  failed: z.array(z.string()),
  /** In the order in which they are applied. */
  plans: z.array(planFile),
});

/** A plan that a review made, and what it was made from. */
export type PlanFile = z.infer<typeof planFile>;

/** What a review planned: `plans.json`. It names files and holds no secret itself; the files that it names do. */
export type PlanFiles = z.infer<typeof planFiles>;

/** Hash by which the JSON of a stack is known. @returns SHA-256, hexadecimal */
export function jsonHash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Writes the list of the plans into their folder. */
export async function writePlanFiles(folder: string, files: PlanFiles): Promise<void> {
  await writeFile(path.join(folder, LIST), `${JSON.stringify(files, undefined, 2)}\n`, { mode: PRIVATE_FILE });
}

/**
 * Reads the list of plans that a review made.
 * @param folder that holds `plans.json` and the plan files
 * @throws UserError if there is none, or it is not one of this version
 */
export async function readPlanFiles(folder: string): Promise<PlanFiles> {
  const file = path.join(folder, LIST);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') throw new UserError(`There is no ${file}.`, 'Make it with npm run review.');
    throw error;
  });
  return parsePlanFiles(text, file);
}

/**
 * Reads the text of such a list.
 * @param file how messages call it
 * @throws UserError if it is not one of this version
 */
export function parsePlanFiles(text: string, file: string): PlanFiles {
  const parsed = planFiles.safeParse(parseJson(text, file));
  if (parsed.success) return parsed.data;
  throw notAList(file, z.prettifyError(parsed.error));
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notAList(file, error instanceof Error ? error.message : String(error), error);
  }
}

function notAList(file: string, problem: string, cause?: unknown): UserError {
  return new UserError(`${file} is not a list of plans: ${problem}`, 'Run the review again.', { cause });
}
