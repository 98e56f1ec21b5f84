import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

/** A step of a job, as far as tests look at it. */
export interface WorkflowStep {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** A GitHub Actions workflow. Source: GitHub Actions, "Workflow syntax". */
export interface Workflow {
  readonly name: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly on: Readonly<
    Record<
      string,
      {
        readonly types?: readonly string[];
        readonly workflows?: readonly string[];
        readonly inputs?: Readonly<Record<string, unknown>>;
      } | null
    >
  >;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

/** A job of a workflow. */
export interface WorkflowJob {
  readonly if?: string;
  readonly needs?: string;
  readonly strategy?: unknown;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly 'timeout-minutes'?: number;
  /** The workflow of this repository that the job is. @default - it has steps */
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly secrets?: string;
  /** None if the job is another workflow. */
  readonly steps: readonly WorkflowStep[];
}

/** The folder of the workflows. */
export const workflowFolder = resolve(__dirname, '../../.github/workflows');

/** @param file name of a workflow, e.g. `review.yml` */
export function readWorkflow(file: string): Workflow {
  const { jobs, ...rest } = parse(readFileSync(resolve(workflowFolder, file), 'utf8')) as Workflow;
  const withSteps = Object.entries<Partial<WorkflowJob>>(jobs).map(([name, job]) => {
    const { steps = [] } = job;
    return [name, { ...job, steps }] as const;
  });
  return { ...rest, jobs: Object.fromEntries<WorkflowJob>(withSteps) };
}
