import type { AwsSettings } from './gateway/settings';
import { SERVICES } from './services';

/**
 * Lists everything that exists in one account and region, to find what remains after a destroy: compare it with the list
 * of a fresh account.
 * @returns `<kind> <name>` of each resource, sorted
 */
export async function remainingResources(settings: AwsSettings): Promise<string[]> {
  const kinds = SERVICES.flatMap(({ resources = {} }) => Object.entries(resources));
  const listed = await Promise.all(
    kinds.map(async ([kind, list]) =>
      (await list(settings)).filter((name) => name !== undefined).map((name) => `${kind} ${name}`),
    ),
  );
  return listed.flat().sort();
}
