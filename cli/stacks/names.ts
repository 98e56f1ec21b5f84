import { stackIdsOf, type StackNames } from '../../platform/stack-ids';
import { UserError } from '../errors';
import { selectStacks } from './select';

/** What a person may name on the command line, for the help. */
export const NAMES = 'stacks, globs such as "dev-*", environments, services or stacks of your own';

/** A command that was given no name. @param command that needs one */
export function nothingNamed(command: 'plan' | 'deploy'): UserError {
  return new UserError(
    `${command} needs the names of ${NAMES}.`,
    `For example: npm run ${command} -- dev, or npm run ${command} -- '*' for all stacks. npm run synth lists the stacks.`,
  );
}

/**
 * The names of the stacks that a person or a job asks for.
 * @param asked names of stacks, globs, environments (their network, cluster, services and API) or services (their
 * registry, pipeline and where they run), or stacks of the project's own (one in each environment)
 * @throws UserError if one of them is none of that, or an environment and a service
 */
export function stackNames(platform: StackNames, asked: readonly string[]): string[] {
  const stacks = stackIdsOf(platform).map(({ id }) => ({ name: id }));
  return selectNamed(platform, stacks, asked).map(({ name }) => name);
}

/**
 * The same of stacks that are there, in their order. What is the name of a stack means that stack alone, also where a
 * service is called so: jobs name stacks, and those of an environment must deploy nothing else.
 * @throws UserError if a name is none of that, or an environment and a service
 */
export function selectNamed<S extends { readonly name: string }>(
  platform: StackNames,
  stacks: readonly S[],
  asked: readonly string[],
): S[] {
  const patterns = asked.flatMap((name) => {
    if (stacks.some((stack) => stack.name === name)) return [name];
    const ids = idsOf(platform, name);
    return ids.length > 0 ? ids : [name];
  });
  const others = [...platform.environments, ...platform.services, ...(platform.stacks ?? [])].map(({ name }) => name);
  return selectStacks(stacks, patterns, others);
}

/** The stacks of an environment, of a service, or of a name among the project's own. @throws UserError if there are both of that name */
function idsOf(platform: StackNames, name: string): string[] {
  const all = stackIdsOf(platform);
  const ofEnvironment = all.filter(({ environment }) => environment === name).map(({ id }) => id);
  const ofService = all.filter(({ service }) => service === name).map(({ id }) => id);
  if (ofEnvironment.length > 0 && ofService.length > 0) {
    throw new UserError(
      `"${name}" is the name of an environment and of a service.`,
      `Name the stacks. Those of the environment are: ${ofEnvironment.join(' ')}\n` +
        `Those of the service are: ${ofService.join(' ')}`,
    );
  }
  const ofOwn = all.filter(({ own }) => own === name).map(({ id }) => id);
  return [...ofEnvironment, ...ofService, ...ofOwn];
}
