import type { ApprovalStatus } from '../../../cli/rehearse/pipeline-watch';
import { rehearsePush, type PushReport } from '../../../cli/rehearse/rehearse-push';
import { quietStep } from './quiet-step';
import type { RehearsedPlatform } from './rehearsed-platform';

/**
 * Pushes the source of a platform's first service, and waits until it is delivered.
 * @param folder the source
 * @param decision on the approvals that the pipeline waits for
 * @throws UserError if it is not delivered, or a request fails while it is
 */
export function pushService(
  { workspace, rehearsal }: RehearsedPlatform,
  folder: string,
  decision: ApprovalStatus = 'Approved',
): Promise<PushReport> {
  const { platform } = workspace;
  const [service] = platform.services;
  if (service === undefined) throw new Error('the platform has no service');
  const decide = (): Promise<ApprovalStatus> => Promise.resolve(decision);
  const options = { platform, workspace, rehearsal, service, folder, step: quietStep, decide };
  return rehearsePush({ ...options, message: 'Change hello' });
}
