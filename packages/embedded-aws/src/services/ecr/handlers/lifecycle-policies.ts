import { succeeded } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asText, jsonOf } from '../../../gateway/json';
import { Table } from '../../../gateway/table';
import { runLifecycle } from '../runtime/run-lifecycle';

/** Repositories whose policies are applied. */
const running = new Table<true>('AWS::ECR::Repository with a lifecycle policy');

/** Applies lifecycle policies: moto stores them only. */
export const lifecyclePolicies: Handler = {
  service: 'ecr',
  operations: ['PutLifecyclePolicy'],
  handle: async (request, next, { memory, runtime }) => {
    const answer = await next(request);
    const repositoryName = asText(jsonOf(request)['repositoryName']);
    const repositories = running.in(memory, request);
    if (!succeeded(answer) || repositories.has(repositoryName)) return answer;
    repositories.set(repositoryName, true);
    const { account, scope } = request;
    runLifecycle(runtime, { account, scope: { region: scope.region } }, repositoryName, () => {
      repositories.delete(repositoryName);
    });
    return answer;
  },
};
