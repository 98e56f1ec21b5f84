import type { Finding } from 'plan-review/findings/finding';
import { checkovFolderOf, type Environment, type ProjectPaths } from '../project';
import type { Stack } from '../stacks/manifest';
import type { StackComparison } from './compare-stacks';
import { checkChange } from 'plan-review/checkov/check-change';

/** What the checks need. */
export interface PolicyOptions {
  readonly paths: ProjectPaths;
  readonly env: Environment;
  /** Private folder for what is thrown away afterwards. */
  readonly work: string;
  readonly tell: (text: string) => void;
}

/**
 * Number of unchanged stacks that a new stack is compared with: enough to see which failures the platform already has.
 */
const MOST_REFERENCES = 20;

/**
 * Checks with checkov what a change brings.
 * @param base the stacks before the change
 */
export async function checkPolicy(
  base: readonly Stack[],
  { changed, unchanged }: StackComparison,
  { paths, env, work, tell }: PolicyOptions,
): Promise<readonly Finding[]> {
  const before = new Map(base.map(({ name, json }) => [name, json]));
  const stacks = changed.map(({ name, json }) => {
    const former = before.get(name);
    return { stack: name, head: json, ...(former && { base: former }) };
  });
  const isNew = stacks.some((stack) => !('base' in stack));
  const references = isNew ? unchanged.slice(0, MOST_REFERENCES) : [];
  const { findings } = await checkChange({
    stacks: [...stacks, ...references.map(({ name, json }) => ({ stack: name, base: json }))],
    checkovFolder: checkovFolderOf(paths),
    env,
    work,
    tell,
  });
  return findings;
}
