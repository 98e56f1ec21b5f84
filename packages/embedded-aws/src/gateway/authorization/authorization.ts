import type { Evaluation } from '../../iam/evaluate';
import type { RoleSession } from '../../iam/request';
import type { Question } from './question';

/** What IAM decided, and about what. */
export interface Authorization {
  /** ARN of the role that asked. */
  readonly role: string;
  readonly action: string;
  /** ARN, or `*`. */
  readonly resource: string;
  readonly decision: Evaluation['decision'];
  /** `Sid` of the statement that allows or denies it. @default it has none, or nothing applies */
  readonly sid?: string;
  /** What AWS says to the caller. @default it is allowed */
  readonly refusal?: string;
}

/** Puts on record what was decided. */
export function authorizationOf(
  { roleArn, sessionArn }: RoleSession,
  question: Question,
  evaluation: Evaluation,
): Authorization {
  const { decision, statement } = evaluation;
  const sid = statement?.Sid;
  return {
    role: roleArn,
    action: question.action,
    resource: question.resource,
    decision,
    ...(sid !== undefined && { sid }),
    ...(decision !== 'allow' && { refusal: describeRefusal(sessionArn, question, evaluation) }),
  };
}

/**
 * AWS's words for a request that is refused (IAM User Guide, "Troubleshoot access denied error messages").
 * @param caller ARN of the session
 */
function describeRefusal(caller: string, { action, resource }: Question, { decision, policyType }: Evaluation): string {
  // Amazon S3 User Guide, "Troubleshoot access denied (403 Forbidden) errors in Amazon S3".
  const quoted = action.startsWith('s3:') ? `"${resource}"` : resource;
  const article = policyType === 'identity-based policy' ? 'an' : 'a';
  const reason =
    decision === 'explicitDeny'
      ? `with an explicit deny in ${article} ${policyType}`
      : `because no ${policyType} allows the ${action} action`;
  return `User: ${caller} is not authorized to perform: ${action} on resource: ${quoted} ${reason}`;
}
