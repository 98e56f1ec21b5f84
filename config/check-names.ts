import { keysAt, valueAt } from './data';
import { grammar } from './grammar';
import { quote, type Finding, type Path } from './issue';
import {
  environmentNames,
  ownStackNames,
  platformReservation,
  serviceNames,
  tagKeys,
  variableNames,
  type NameRule,
} from './names';

/** Every name in a config that cannot be used: of the platform, environments, services, stacks, variables, secrets and tags. */
export function checkNames(data: unknown): readonly Finding[] {
  return [
    ...checkPlatformName(data),
    ...checkKeys(data, ['tags'], tagKeys),
    ...checkKeys(data, ['environments'], environmentNames),
    ...checkKeys(data, ['services'], serviceNames),
    ...checkKeys(data, ['stacks'], ownStackNames),
    ...runtimePlaces(data).flatMap((place) => [
      ...checkKeys(data, [...place, 'variables'], variableNames),
      ...checkKeys(data, [...place, 'secrets'], variableNames),
    ]),
  ];
}

function checkPlatformName(data: unknown): readonly Finding[] {
  const name = valueAt(data, ['name']);
  if (typeof name !== 'string' || !grammar.platformName.test(name)) return [];
  const reservation = platformReservation(name);
  return reservation === undefined ? [] : [{ path: ['name'], found: quote(name), ...reservation }];
}

/** Every place of a config where run-time options stand: services and their overrides. */
function runtimePlaces(data: unknown): readonly Path[] {
  return keysAt(data, ['services']).flatMap((service): readonly Path[] => {
    const own = ['services', service];
    const overrides = [...own, 'environments'];
    return [own, ...keysAt(data, overrides).map((environment) => [...overrides, environment])];
  });
}

function checkKeys(data: unknown, path: Path, rule: NameRule): readonly Finding[] {
  return keysAt(data, path).flatMap((name) => {
    const problem = rule.pattern.test(name) ? rule.reserved?.(name) : malformed(name, rule);
    return problem === undefined ? [] : [{ path: [...path, name], found: `the name ${quote(name)}`, ...problem }];
  });
}

function malformed(name: string, { pattern, allowed, suggest }: NameRule): Pick<Finding, 'allowed' | 'fix'> {
  const better = suggest(name);
  return { allowed, fix: pattern.test(better) ? `rename it, for example to ${better}` : 'choose another name' };
}
