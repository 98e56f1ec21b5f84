import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Stack } from '../../stacks/manifest';

/** The blocks of Terraform JSON whose keys are types of a provider. */
const BLOCKS = ['resource', 'data', 'ephemeral', 'action', 'list'];

/** The types of the resources, data sources and so on that stacks have, e.g. `aws_ecs_service`. */
export function typesOf(stacks: readonly Pick<Stack, 'json'>[]): string[] {
  return stacks.flatMap(({ json }) => BLOCKS.flatMap((block) => Object.keys(json[block] ?? {})));
}

/**
 * Whether the AWS providers of a run can work for a stack: they do not see which types its modules have, and do not run in
 * its folder, from which files that it brings along are named.
 */
export function canShareProviders({ json, folder }: Stack): boolean {
  return json['module'] === undefined && !existsSync(path.join(folder, 'assets'));
}
