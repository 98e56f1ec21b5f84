import type { BuildPhase, BuildStatus } from './build';
import type { BuildRun } from './build-run';

/** A phase failed for a reason that the owner of the project can put right. */
export class PhaseFailure extends Error {
  override readonly name = 'PhaseFailure';

  /**
   * @param statusCode e.g. `YAML_FILE_ERROR`; CodeBuild writes some of them with spaces
   * @param message what went wrong
   */
  constructor(
    readonly statusCode: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Phases outside of the build's container, which writes the log. */
const UNLOGGED: ReadonlySet<string> = new Set(['QUEUED', 'PROVISIONING', 'FINALIZING']);

/** What is told of a phase without a problem. */
const NO_CONTEXT = { statusCode: '', message: '' };

/**
 * Runs one phase and writes down how it ended.
 * @param work may throw a {@link PhaseFailure}
 * @throws what the work throws, after it was written down
 */
export async function runPhase<T>(
  { build, runtime, log, signal }: BuildRun,
  type: BuildPhase['phaseType'],
  work: () => Promise<T>,
): Promise<T> {
  const end = (status: BuildStatus, context: { statusCode: string; message: string }): void => {
    build.endPhase(status, context, runtime.clock);
    if (!UNLOGGED.has(type ?? '')) {
      log.write(`Phase complete: ${type ?? ''} State: ${status}`);
      log.write(`Phase context status code: ${context.statusCode} Message: ${context.message}`);
    }
  };
  build.beginPhase(type, runtime.clock);
  try {
    const result = await work();
    end('SUCCEEDED', NO_CONTEXT);
    return result;
  } catch (error) {
    if (signal.aborted) end(...endingOf(signal));
    else if (error instanceof PhaseFailure) end('FAILED', contextOf(error));
    else end('FAULT', { statusCode: 'INTERNAL_SERVICE_ERROR', message: String(error) });
    throw error;
  }
}

function contextOf({ statusCode, message }: PhaseFailure): { statusCode: string; message: string } {
  return { statusCode, message };
}

function endingOf({ reason }: AbortSignal): [BuildStatus, { statusCode: string; message: string }] {
  return reason === 'TIMED_OUT'
    ? ['TIMED_OUT', { statusCode: 'BUILD_TIMED_OUT', message: 'Build has timed out. ' }]
    : ['STOPPED', NO_CONTEXT];
}

/**
 * Waits for a call of AWS that the build's role makes.
 * @param statusCode what its refusal is called @default CLIENT_ERROR
 * @param what it is about @default nothing is said of it
 * @throws PhaseFailure if the call is refused
 */
export async function roleCall<T>(call: Promise<T>, statusCode = 'CLIENT_ERROR', what = ''): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const message = `${error.name}: ${error.message}${what === '' ? '' : ` (${what})`}`;
    throw new PhaseFailure(statusCode, message, { cause: error });
  }
}
