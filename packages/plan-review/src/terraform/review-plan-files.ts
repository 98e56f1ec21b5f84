import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PlanFormatError } from '../plan/plan-format-error';
import type { Plan } from '../plan/plan';
import { readPlan } from '../plan/read-plan';
import { reviewOf, type PlannedStack } from '../review-of';
import type { Review } from '../report/review';
import { errorCode } from '../error-code';
import { UserError } from '../errors';
import { parseJson } from '../json';
import { regionOfPlan } from './region-of-plan';

const HINT = 'Make one with: terraform plan -out=plan.tfplan && terraform show -json plan.tfplan > plan.json';

/**
 * Reviews plans in JSON; Terraform is not run.
 * @param files what `terraform show -json <plan file>` printed; each counts as a stack
 * @throws UserError if one is missing or something else
 */
export async function reviewPlanFiles(files: readonly string[]): Promise<Review> {
  const read = await Promise.all(files.map(readJson));
  const stacks = files.map((file, index): PlannedStack => {
    return {
      stack: nameOf(file, files),
      result: { kind: 'planned', plan: planOf(file, read[index]) },
      placeholders: [],
    };
  });
  return reviewOf({
    stacks,
    findings: [],
    region: regionOfPlan(read[0]),
    unchangedStackCount: 0,
    following: [],
    base: { ref: 'the states', commit: '' },
    head: { ref: files.length === 1 ? 'the plan' : 'the plans', commit: '' },
  });
}

/** The file's name, or its path where several files have the same. */
function nameOf(file: string, files: readonly string[]): string {
  const name = path.basename(file, '.json');
  return files.filter((other) => path.basename(other, '.json') === name).length > 1 ? file : name;
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = errorCode(error);
    if (code === undefined) throw error;
    throw new UserError(code === 'ENOENT' ? `There is no ${file}.` : `${file} cannot be read (${code}).`, HINT);
  });
  const json = parseJson(text);
  if (json === undefined) throw new UserError(`${file} is not JSON.`, HINT);
  return json;
}

function planOf(file: string, json: unknown): Plan {
  try {
    return readPlan(json);
  } catch (error) {
    if (!(error instanceof PlanFormatError)) throw error;
    throw new UserError(`${file}: ${error.message}`, error.hint, { cause: error });
  }
}
