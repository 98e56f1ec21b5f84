import { isGiven, valueAt } from '../data';
import { nearest } from '../did-you-mean';
import { list, quote, type Finding } from '../issue';
import type { Rule } from './rule';

/** A stack is in environments that exist. */
export const environmentsOfStacks: Rule = ({ data, platform }) => {
  const known = platform.environments.map(({ name }) => name);
  return platform.stacks.flatMap(({ name: stack }) => {
    const path = ['stacks', stack, 'environments'];
    const named = valueAt(data, path);
    if (!Array.isArray(named)) return [];
    return (named as readonly unknown[]).flatMap((name, index): Finding[] => {
      if (typeof name !== 'string' || known.includes(name)) return [];
      const meant = nearest(name, known);
      return [
        {
          path: [...path, index],
          reads: [['environments']],
          found: `an unknown environment ${quote(name)}`,
          allowed: `the environments of this config: ${list(known, 'and')}`,
          fix: meant === undefined ? `remove it, or add environments.${name}: {}` : `did you mean ${meant}?`,
        },
      ];
    });
  });
};

/** A stack that all environments share is in none of them. */
export const sharedWithoutEnvironments: Rule = ({ data, platform }) =>
  platform.stacks
    .filter(({ name, perEnvironment }) => !perEnvironment && isGiven(data, ['stacks', name, 'environments']))
    .map(({ name }) => ({
      path: ['stacks', name, 'environments'],
      reads: [['stacks', name, 'perEnvironment']],
      found: 'environments of a stack that all of them share',
      allowed: 'environments, or perEnvironment: false',
      fix: 'remove one of the two',
    }));

/** On the command line a name means one thing. */
export const separateStackNames: Rule = ({ platform: { environments, services, stacks } }) => {
  const others = [
    ...environments.map(({ name }) => ['environments', name] as const),
    ...services.map(({ name }) => ['services', name] as const),
  ];
  return stacks.flatMap(({ name }) => {
    const same = others.find(([, other]) => other === name);
    if (same === undefined) return [];
    return [
      {
        path: ['stacks', name],
        reads: [same],
        found: `the name ${quote(name)}, which ${same.join('.')} has too`,
        allowed: 'names that no environment and no service has',
        fix: `rename it, for example to ${name}-data`,
      },
    ];
  });
};

/**
 * What all environments share is not called like a part of one: the roles that deploy an environment know its parts by
 * what their names begin with.
 */
export const sharedApartFromEnvironments: Rule = ({ platform: { environments, stacks } }) =>
  stacks.flatMap(({ name, perEnvironment }) => {
    const owner = perEnvironment ? undefined : environments.find((each) => name.startsWith(`${each.name}-`));
    if (owner === undefined) return [];
    return [
      {
        path: ['stacks', name],
        reads: [
          ['environments', owner.name],
          ['stacks', name, 'perEnvironment'],
        ],
        found: `the name ${quote(name)} of a stack that all environments share, which begins like those of ${owner.name}`,
        allowed: `names that do not begin with ${owner.name}-, with perEnvironment: false`,
        fix: `rename it, or name it ${name.slice(owner.name.length + 1)} and take perEnvironment out`,
      },
    ];
  });
