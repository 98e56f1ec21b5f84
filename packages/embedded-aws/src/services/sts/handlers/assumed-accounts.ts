import type { Handler } from '../../../gateway/handler';
import { formOf } from '../../../gateway/query';
import { rememberSession, sessionOf } from '../../../gateway/sessions';

/**
 * Lets calls with the credentials of an assumed role act in that role's account. If the caller is a role's session, whose
 * calls are judged, those of the assumed role are judged, too.
 */
export const assumedAccounts: Handler = {
  service: 'sts',
  operations: ['AssumeRole', 'AssumeRoleWithWebIdentity', 'AssumeRoleWithSAML'],
  handle: async (request, next, { memory }) => {
    const answer = await next(request);
    const accessKeyId = /<AccessKeyId>(\w+)<\/AccessKeyId>/.exec(answer.body.toString())?.[1];
    const form = formOf(request);
    const roleArn = form.get('RoleArn') ?? '';
    const account = /^arn:aws[\w-]*:(?:iam|sts)::(\d{12}):/.exec(roleArn)?.[1];
    if (accessKeyId !== undefined && account !== undefined) {
      const isJudged = sessionOf(memory, request.scope.accessKeyId)?.role !== undefined;
      const role = { roleArn, sessionName: form.get('RoleSessionName') ?? '' };
      rememberSession(memory, accessKeyId, { account, ...(isJudged && { role }) });
    }
    return answer;
  },
};
