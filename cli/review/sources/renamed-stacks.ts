import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { environmentOfGateway, formerGatewayId, stackIds } from '../../../platform/stack-ids';
import type { Stack, StackJson } from '../../stacks/manifest';

/**
 * The stacks of base by the ids that they have in head: a gateway that has its former id in base gets its new one, in
 * what was synthesized of base as well. So it is compared with the gateway of head, and not taken for removed.
 */
export async function renamedStacks(base: readonly Stack[], head: readonly Stack[]): Promise<Stack[]> {
  return Promise.all(
    base.map(async (stack) => {
      const environment = environmentOfGateway(stack.name);
      if (environment === undefined || !isFormerGateway(stack, environment)) return stack;
      const id = stackIds.gateway(environment);
      return head.some(({ name }) => name === id) ? renamed(stack, id) : stack;
    }),
  );
}

function isFormerGateway({ name, json }: Stack, environment: string): boolean {
  return name === formerGatewayId(environment) && json.resource?.['aws_api_gateway_rest_api'] !== undefined;
}

async function renamed(stack: Stack, id: string): Promise<Stack> {
  const file = path.join(stack.folder, 'cdk.tf.json');
  const text = (await readFile(file, 'utf8')).replace(
    new RegExp(String.raw`(?<=["/])${stack.name}(?=["/]|\.tfstate")`, 'g'),
    id,
  );
  await writeFile(file, text);
  return { ...stack, name: id, json: JSON.parse(text) as StackJson };
}
