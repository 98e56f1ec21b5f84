import { writeFile } from 'node:fs/promises';
import { deliver, type DeliveredCommit } from '../../../cli/rehearse/deliver';
import { config } from '../../helpers/config';
import { quietStep } from './quiet-step';
import { useRehearsedPlatform, type RehearsedPlatform } from './rehearsed-platform';
import { writeSource } from './sample-source';
import { stopExecutions } from './stop-executions';

const PLATFORM = config({ environments: { dev: { network: { natGateways: 0 } } } });

/** The only pipeline of the platform. */
export const PIPELINE = 'shop-hello';

/** What is changed in a checkout of the sample before it is pushed. */
export interface SourceChange {
  /** What becomes of `server.js`. @default nothing */
  readonly server?: (text: string) => string;
  /** Files by path; undefined takes one away. @default no others change */
  readonly files?: Readonly<Record<string, string | undefined>>;
}

/** A platform of one service that is pushed to. */
export interface PushedPlatform {
  readonly deployed: RehearsedPlatform;
  /** Pushes a commit that differs from all before, and waits until it is delivered. @throws what went wrong */
  readonly push: (change?: SourceChange, branch?: string) => Promise<DeliveredCommit>;
  /** Requires that the next valid push is delivered. */
  readonly isUsable: () => Promise<void>;
}

/** Deploys the platform before the tests of the file that calls this, and takes it away after them. */
export function usePushedPlatform(): PushedPlatform {
  let sources = 0;
  const deployed = useRehearsedPlatform(async (fileOfRun) => {
    await writeFile(fileOfRun('config.json'), JSON.stringify(PLATFORM));
    return fileOfRun('config.json');
  });
  const push = async (change: SourceChange = {}, branch = 'main'): Promise<DeliveredCommit> => {
    const { workspace, rehearsal } = deployed;
    const server = (text: string): string => `${change.server?.(text) ?? text}\n// ${sources}\n`;
    sources += 1;
    const folder = await writeSource(workspace.file(`source-${sources}`), server, change.files);
    const repository = { owner: 'example-org', repository: 'hello', branch };
    const decide = (): Promise<'Approved'> => Promise.resolve('Approved');
    const pushed = { folder, message: 'Try', pipelineName: PIPELINE };
    return deliver({ rehearsal, ...repository, ...pushed, step: quietStep, decide });
  };
  const isUsable = async (): Promise<void> => {
    await stopExecutions(deployed.rehearsal.aws.settings, PIPELINE);
    await push();
  };
  return { deployed, push, isUsable };
}

/** What is said of a push that fails. @throws Error if it is delivered */
export async function failureOf(pushed: Promise<unknown>): Promise<string> {
  const error = await pushed.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('the push was delivered');
  return 'hint' in error ? `${error.message}\n${String(error.hint)}` : error.message;
}
