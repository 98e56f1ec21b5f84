import { arnOfRoot } from '../../../gateway/arn';
import type { AwsRequest } from '../../../gateway/request';
import { sessionOf } from '../../../gateway/sessions';
import type { Memory } from '../../../gateway/table';

/** ARN of the caller, as GetCallerIdentity gives it. */
export function callerOf(request: AwsRequest, memory: Memory): string {
  const role = sessionOf(memory, request.scope.accessKeyId)?.role;
  if (role === undefined) return arnOfRoot(request);
  const [, partition, account, name] = /^arn:([\w-]+):iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(role.roleArn) ?? [];
  return `arn:${String(partition)}:sts::${String(account)}:assumed-role/${String(name)}/${role.sessionName}`;
}
