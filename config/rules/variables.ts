import { formatPath } from '../issue';
import { mostSpecific, runtimeSource } from '../setting-source';
import type { Rule } from './rule';

/** A container's variable has one value: a plain text or a secret. Source: Amazon ECS API, ContainerDefinition. */
export const variablesOrSecrets: Rule = (context) =>
  context.variants.flatMap((variant) =>
    Object.keys(variant.settings.secrets)
      .filter((name) => Object.hasOwn(variant.settings.variables, name))
      .map((name) => {
        const secret = runtimeSource(context, variant, 'secrets', name);
        const variable = runtimeSource(context, variant, 'variables', name);
        const point = mostSpecific(secret, variable);
        const other = formatPath((point.path === secret.path ? variable : secret).path);
        return {
          ...point,
          found: `a name that is also ${other}`,
          allowed: 'each name once, in variables or in secrets',
          fix: `remove one of the two; to have one or the other by environment, give both in the overrides only`,
        };
      }),
  );
