import type { Build as SdkBuild, BuildPhase as SdkPhase, Project } from '@aws-sdk/client-codebuild';

import type { Clock } from '../../../clock';
import { type Memory, type Place, Table } from '../../../gateway/table';
import type { PipelineHandover } from '../api';

/** A build project, as CodeBuild describes it (CodeBuild API Reference, "Project"). */
export type BuildProject = Omit<Project, 'created' | 'lastModified'>;

/** A phase of a build; times in seconds since the epoch (CodeBuild API Reference, "BuildPhase"). */
export interface BuildPhase extends Omit<SdkPhase, 'startTime' | 'endTime'> {
  readonly startTime: number;
  readonly endTime?: number;
}

/** What CodeBuild tells of a build; times in seconds since the epoch (CodeBuild API Reference, "Build"). */
export interface BuildDescription extends Omit<SdkBuild, 'startTime' | 'endTime' | 'phases'> {
  /** `<project>:<uuid>`. */
  readonly id: string;
  readonly arn: string;
  readonly projectName: string;
  readonly buildNumber: number;
  readonly initiator: string;
  readonly startTime: number;
  readonly endTime?: number;
  readonly phases: readonly BuildPhase[];
}

/** Why a build ends before its work is done. */
export type Ending = 'STOPPED' | 'TIMED_OUT';

/** How a build ends. */
export type BuildStatus = 'SUCCEEDED' | 'FAILED' | 'FAULT' | Ending;

/** What a build is started with. */
export interface BuildOptions {
  readonly place: Place;
  /** The project with what the call overrides. */
  readonly project: BuildProject;
  /** Where the artifacts of the pipeline are, if a pipeline started it. */
  readonly handover?: PipelineHandover;
  /** The input of StartBuild, by which a call with the same idempotency token is known again. */
  readonly request: string;
  readonly idempotencyToken?: string;
}

/** One build, from its start on. */
export class Build {
  readonly #stopping = new AbortController();

  /** @param description as the caller of StartBuild gets it */
  constructor(
    readonly options: BuildOptions,
    private current: BuildDescription,
  ) {}

  get description(): BuildDescription {
    return this.current;
  }

  /** Aborted with the reason `STOPPED` when StopBuild stops it. */
  get stopped(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Ends it as soon as may be; nothing happens to a build that is complete. */
  stop(): void {
    this.#stopping.abort('STOPPED' satisfies Ending);
  }

  /** Changes what is told of it. */
  update(changes: Partial<BuildDescription>): void {
    this.current = { ...this.current, ...changes };
  }

  /** Begins its next phase. */
  beginPhase(phaseType: BuildPhase['phaseType'], clock: Clock): void {
    const phase: BuildPhase = { phaseType, startTime: clock.now() / 1000 };
    this.update({ currentPhase: phaseType, phases: [...this.current.phases, phase] });
  }

  /** Ends the phase that was begun last. */
  endPhase(phaseStatus: BuildStatus, context: { statusCode: string; message: string }, clock: Clock): void {
    const endTime = clock.now() / 1000;
    const phases = this.current.phases.map((phase, index, { length }) =>
      index === length - 1
        ? {
            ...phase,
            phaseStatus,
            endTime,
            durationInSeconds: Math.floor(endTime - phase.startTime),
            contexts: [context],
          }
        : phase,
    );
    this.update({ phases });
  }

  /** Ends it. */
  complete(buildStatus: BuildStatus, clock: Clock): void {
    this.beginPhase('COMPLETED', clock);
    this.update({ buildStatus, buildComplete: true, endTime: clock.now() / 1000 });
  }
}

const table = new Table<Build>('AWS::CodeBuild::Build');

/** The builds of an account and region by their ids, oldest first. Builds outlive their project. */
export function buildsIn(memory: Memory, place: Place): Map<string, Build> {
  return table.in(memory, place);
}
