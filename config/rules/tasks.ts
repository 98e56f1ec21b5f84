import type { Draft, Variant } from '../draft';
import type { Finding } from '../issue';
import { origin, pointAt, runtimePlace } from '../place';
import type { Rule } from './rule';

/** min <= desired <= max. Source: Application Auto Scaling API, RegisterScalableTarget. */
export const taskOrder: Rule = (draft) =>
  draft.variants.flatMap((variant) => {
    const { min, desired, max } = variant.settings.tasks;
    if (min > max) return [outOfOrder(draft, variant, 'min', 'max')];
    if (min > desired) return [outOfOrder(draft, variant, 'min', 'desired')];
    return desired > max ? [outOfOrder(draft, variant, 'desired', 'max')] : [];
  });

type Count = 'min' | 'desired' | 'max';

function outOfOrder(draft: Draft, variant: Variant, low: Count, high: Count): Finding {
  const { tasks } = variant.settings;
  const lowPlace = runtimePlace(draft, variant, 'tasks', low);
  const highPlace = runtimePlace(draft, variant, 'tasks', high);
  const point = pointAt(lowPlace, highPlace);
  return {
    ...point,
    found: `${low} ${tasks[low]}${origin(lowPlace, point.path)} and ${high} ${tasks[high]}${origin(highPlace, point.path)}`,
    allowed: 'min <= desired <= max',
    fix: `set ${low} to at most ${tasks[high]}, or ${high} to at least ${tasks[low]}`,
  };
}
