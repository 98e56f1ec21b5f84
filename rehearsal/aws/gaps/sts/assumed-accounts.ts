import type { Gap } from '../../gap';
import { rememberSession } from '../../sessions';

/** Lets calls with the credentials of an assumed role act in that role's account. */
export const assumedAccounts: Gap = {
  service: 'sts',
  operations: ['AssumeRole', 'AssumeRoleWithWebIdentity', 'AssumeRoleWithSAML'],
  handle: async (request, next, { memory }) => {
    const answer = await next(request);
    const accessKeyId = /<AccessKeyId>(\w+)<\/AccessKeyId>/.exec(answer.body.toString())?.[1];
    const account = /arn:aws[\w-]*:(?:iam|sts)::(\d{12}):/.exec(
      new URLSearchParams(request.body.toString()).get('RoleArn') ?? '',
    )?.[1];
    if (accessKeyId !== undefined && account !== undefined) rememberSession(memory, accessKeyId, { account });
    return answer;
  },
};
