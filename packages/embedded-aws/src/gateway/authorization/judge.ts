import { PolicyError } from '../../iam/policy';
import { AwsError } from '../aws-error';
import type { AwsRequest } from '../request';
import type { AssumedRole } from '../sessions';
import type { Authorization } from './authorization';
import type { Authorizer } from './authorizer';

/** What came of a call that was judged. */
export interface Judgement {
  readonly authorizations: readonly Authorization[];
  /** What the caller gets instead of an answer. @default it is allowed */
  readonly refusal?: AwsError;
}

/** Judges a call; never rejects because of it: what goes wrong is a refusal, too. */
export async function judge(authorizer: Authorizer, role: AssumedRole, request: AwsRequest): Promise<Judgement> {
  try {
    const authorizations = await authorizer.judge(role, request);
    const refusal = authorizations.at(-1)?.refusal;
    return { authorizations, ...(refusal !== undefined && { refusal: accessDenied(request, refusal) }) };
  } catch (error) {
    if (error instanceof AwsError) return { authorizations: [], refusal: error };
    if (!(error instanceof PolicyError)) throw error;
    const message = `A policy that ${role.roleArn} is judged by is ${error.message}`;
    return { authorizations: [], refusal: new AwsError('MalformedPolicyDocument', message) };
  }
}

/** The code and status of a refusal differ from service to service (their API references, "Common Errors"). */
function accessDenied({ protocol, scope }: AwsRequest, message: string): AwsError {
  if (scope.service === 'sns') return new AwsError('AuthorizationError', message, 403);
  switch (protocol) {
    case 'ec2':
      return new AwsError('UnauthorizedOperation', `You are not authorized to perform this operation. ${message}`, 403);
    case 'query':
    case 'rest-xml':
      return new AwsError('AccessDenied', message, 403);
    case 'json':
      return new AwsError('AccessDeniedException', message, 400);
    case 'rest-json':
    case 'cbor':
      return new AwsError('AccessDeniedException', message, 403);
  }
}
