import type { RuleContext, Variant } from '../rule-context';
import type { Finding } from '../issue';
import { mostSpecific, runtimeSource, sourceNote } from '../setting-source';
import type { Rule } from './rule';

/** min <= desired <= max. Source: Application Auto Scaling API, RegisterScalableTarget. */
export const taskOrder: Rule = (context) =>
  context.variants.flatMap((variant) => {
    const { min, desired, max } = variant.settings.tasks;
    if (min > max) return [outOfOrder(context, variant, 'min', 'max')];
    if (min > desired) return [outOfOrder(context, variant, 'min', 'desired')];
    return desired > max ? [outOfOrder(context, variant, 'desired', 'max')] : [];
  });

type Count = 'min' | 'desired' | 'max';

function outOfOrder(context: RuleContext, variant: Variant, low: Count, high: Count): Finding {
  const { tasks } = variant.settings;
  const lowSource = runtimeSource(context, variant, 'tasks', low);
  const highSource = runtimeSource(context, variant, 'tasks', high);
  const point = mostSpecific(lowSource, highSource);
  return {
    ...point,
    found: `${low} ${tasks[low]}${sourceNote(lowSource, point.path)} and ${high} ${tasks[high]}${sourceNote(highSource, point.path)}`,
    allowed: 'min <= desired <= max',
    fix: `set ${low} to at most ${tasks[high]}, or ${high} to at least ${tasks[low]}`,
  };
}
