import { services } from '../runtime/service';
import { callOperation, succeeded, withOutput } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asList, asObject, asText, jsonOf } from '../../../gateway/json';

/** Services that one call may describe (ECS API Reference, "DescribeServices"). */
const AT_A_TIME = 10;

/** Leaves deleted services out, which only descriptions still show, unless their tasks have not stopped yet. */
export const listedServices: Handler = {
  service: 'ecs',
  operations: ['ListServices'],
  handle: async (request, next, { memory, moto }) => {
    const answer = await next(request);
    if (!succeeded(answer)) return answer;
    const { cluster } = jsonOf(request);
    const output = jsonOf(answer);
    const arns = asList(output['serviceArns']).map(asText);
    const listed: string[] = [];
    for (let start = 0; start < arns.length; start += AT_A_TIME) {
      const some = arns.slice(start, start + AT_A_TIME);
      const found = await callOperation(request, moto, 'DescribeServices', { cluster, services: some });
      const active = asList(found?.['services'])
        .map(asObject)
        .filter(({ status }) => status !== 'INACTIVE');
      listed.push(...active.map(({ serviceArn }) => asText(serviceArn)));
    }
    const running = services.in(memory, request);
    return withOutput(answer, {
      ...output,
      serviceArns: arns.filter((arn) => listed.includes(arn) || running.get(arn)?.isDraining === true),
    });
  },
};
