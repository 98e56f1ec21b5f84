import { keysAt } from '../data';
import { nearest } from '../did-you-mean';
import { list, quote } from '../issue';
import type { Rule } from './rule';

/** Overrides are for environments that exist. */
export const knownEnvironments: Rule = ({ data, platform }) => {
  const known = platform.environments.map(({ name }) => name);
  return platform.services.flatMap((service) => {
    const overrides = ['services', service.name, 'environments'];
    return keysAt(data, overrides)
      .filter((name) => !known.includes(name))
      .map((name) => {
        const meant = nearest(name, known);
        return {
          path: [...overrides, name],
          reads: [['environments']],
          found: `an unknown environment ${quote(name)}`,
          allowed: `the environments of this config: ${list(known, 'and')}`,
          fix: meant === undefined ? `remove it, or add environments.${name}: {}` : `did you mean ${meant}?`,
        };
      });
  });
};
