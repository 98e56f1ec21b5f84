import { isGiven } from './data';
import type { Draft, Variant } from './draft';
import { formatPath, type Path } from './issue';

/** Where a setting comes from; the layers in the order in which they win. */
export interface Place {
  readonly path: Path;
  readonly layer: 'override' | 'given' | 'default';
}

const order: readonly Place['layer'][] = ['override', 'given', 'default'];

/** Where a run-time setting of a service comes from in an environment; a default has the service's own path. */
export function runtimePlace(
  draft: Draft,
  at: Pick<Variant, 'service' | 'environment'>,
  ...keys: readonly string[]
): Place {
  const own = ['services', at.service, ...keys];
  const override = ['services', at.service, 'environments', at.environment ?? '', ...keys];
  if (at.environment !== undefined && isGiven(draft.data, override)) return { path: override, layer: 'override' };
  return optionPlace(draft, own);
}

/** Where an option comes from that nothing overrides. */
export function optionPlace(draft: Draft, path: Path): Place {
  return { path, layer: isGiven(draft.data, path) ? 'given' : 'default' };
}

/**
 * Where a finding about several settings belongs: at the one that was set most specifically, the first of equals; the
 * others are what it also reads.
 */
export function pointAt(...places: readonly [Place, ...Place[]]): {
  readonly path: Path;
  readonly reads: readonly Path[];
} {
  const ranked = [...places].sort((a, b) => order.indexOf(a.layer) - order.indexOf(b.layer));
  const [first = places[0]] = ranked;
  return { path: first.path, reads: places.map(({ path }) => path) };
}

/** ` (the default)` after a value that nobody wrote, and its path after one that is written elsewhere than `shown`. */
export function origin({ path, layer }: Place, shown: Path): string {
  if (layer === 'default') return ' (the default)';
  const isBeside = formatPath(path.slice(0, -1)) === formatPath(shown.slice(0, -1));
  return isBeside ? '' : ` (${formatPath(path)})`;
}
