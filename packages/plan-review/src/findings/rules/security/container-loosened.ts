import { containerChanges, type Container, type ContainerChange } from '../../reading/containers';
import { resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';

/** A container gets more rights. */
export const containerLoosened: ChangeRule = {
  about: 'change',
  id: 'container-loosened',
  category: 'security',
  severities: ['dangerous', 'attention'],
  meaning:
    'A container becomes privileged, gets capabilities of Linux, runs as root, may write to its root file system, is no longer checked for health, or its output is no longer kept.',
  check: (change) =>
    containerChanges(change).flatMap((pair) =>
      CHECKS.filter(({ isWorse }) => isWorse(pair)).map(({ severity, fact, detail }) => ({
        severity,
        title: `Container ${pair.after.name} of ${resourceName(change)} ${typeof fact === 'string' ? fact : fact(pair)}`,
        detail,
      })),
    ),
};

const CHECKS: readonly {
  readonly severity: 'dangerous' | 'attention';
  readonly isWorse: (pair: ContainerChange) => boolean;
  readonly fact: string | ((pair: ContainerChange) => string);
  readonly detail: string;
}[] = [
  {
    severity: 'dangerous',
    isWorse: ({ before, after }) => after.privileged === true && before?.privileged !== true,
    fact: 'is privileged',
    detail: 'It may do what the machine may. Fargate refuses it.',
  },
  {
    severity: 'attention',
    isWorse: (pair) => newCapabilities(pair).length > 0,
    fact: (pair) => `has more capabilities of Linux: ${newCapabilities(pair).join(', ')}`,
    detail: 'An attacker who gets into it may do more on its machine. Leave out what the program does not need.',
  },
  {
    severity: 'attention',
    isWorse: ({ before, after }) => before !== undefined && isRoot(after) && !isRoot(before),
    fact: 'runs as root',
    detail: 'An attacker who gets into it has all rights in the container. Name a user.',
  },
  {
    severity: 'attention',
    isWorse: ({ before, after }) => before?.readonlyRootFilesystem === true && after.readonlyRootFilesystem !== true,
    fact: 'may write to its root file system',
    detail: 'An attacker who gets into it can change the program. Give it a volume for what it has to write.',
  },
  {
    severity: 'attention',
    isWorse: ({ before, after }) => before?.hasLog === true && !after.hasLog,
    fact: 'no longer keeps its output',
    detail: 'Its output can no longer be read. Keep its log configuration.',
  },
  {
    severity: 'attention',
    isWorse: ({ before, after }) => before?.hasHealthCheck === true && !after.hasHealthCheck,
    fact: 'is no longer checked for health',
    detail: 'It stays in use while it answers nothing. Keep its health check.',
  },
];

function newCapabilities({ before, after }: ContainerChange): readonly string[] {
  return [...after.capabilities].filter((name) => before?.capabilities.has(name) !== true).sort();
}

/** Without a user the image decides, so that is not reported as a change. */
function isRoot({ user }: Container): boolean {
  return user !== undefined && /^(root|0)(:|$)/.test(user);
}
