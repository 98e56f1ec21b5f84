import { ConfigError } from '../../config/config-error';
import type { Issue } from '../../config/issue';
import type { OwnStackSettings } from '../../config/types';
import type { AnyStackDefinition } from './definition';

/**
 * Requires that config and code know the same stacks.
 * @throws ConfigError with every stack that only one of them knows
 */
export function requireDefinitions(
  stacks: readonly OwnStackSettings[],
  definitions: readonly AnyStackDefinition[],
): void {
  const issues = [
    ...stacks.flatMap((each) => withoutCode(each, definitions)),
    ...definitions.flatMap((each, index) => withoutConfig(each, stacks, definitions.slice(0, index))),
  ];
  if (issues.length > 0) throw new ConfigError(issues, 'the config, compared with main.ts,');
}

function withoutCode({ name, perEnvironment }: OwnStackSettings, definitions: readonly AnyStackDefinition[]): Issue[] {
  const definition = definitions.find((each) => each.name === name);
  if (definition === undefined) {
    return [
      {
        path: `stacks.${name}`,
        found: 'a stack that no code builds',
        allowed: 'stacks that main.ts gives to addDeliverySystem, in its option stacks',
        fix: `define it in stacks.ts, with defineStack({ name: '${name}', ... }), or take it out of the config`,
      },
    ];
  }
  const isShared = 'perEnvironment' in definition;
  if (isShared !== perEnvironment) return [];
  const [has, lacks] = isShared ? ['its code', 'the config'] : ['the config', 'its code'];
  return [
    {
      path: `stacks.${name}.perEnvironment`,
      found: `perEnvironment: false in ${has} alone`,
      allowed: 'the same in the config and in defineStack',
      fix: `write perEnvironment: false in ${lacks}, too, or take it out of ${has}`,
    },
  ];
}

function withoutConfig(
  { name }: AnyStackDefinition,
  stacks: readonly OwnStackSettings[],
  before: readonly AnyStackDefinition[],
): Issue[] {
  if (before.some((each) => each.name === name)) {
    const found = `two definitions of ${name} in main.ts`;
    return [{ path: `stacks.${name}`, found, allowed: 'one definition a stack', fix: 'take one of them out' }];
  }
  if (stacks.some((each) => each.name === name)) return [];
  return [
    {
      path: `stacks.${name}`,
      found: 'nothing, but main.ts builds a stack of this name',
      allowed: 'stacks that config and code know both',
      fix: `add stacks: { ${/^\w+$/.test(name) ? name : `'${name}'`}: {} } to the config, or take it out of main.ts`,
    },
  ];
}
