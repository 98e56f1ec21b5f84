import { isGiven } from './data';
import type { RuleContext, Variant } from './rule-context';
import { formatPath, type Path } from './issue';

/** Which part of a config a setting comes from: an override, the option itself, or its default. */
export interface SettingSource {
  readonly path: Path;
  readonly layer: 'override' | 'given' | 'default';
}

/** The strongest layer first. */
const order: readonly SettingSource['layer'][] = ['override', 'given', 'default'];

/** Where a run-time setting of a service comes from in an environment; a default has the service's own path. */
export function runtimeSource(
  context: RuleContext,
  at: Pick<Variant, 'service' | 'environment'>,
  ...keys: readonly string[]
): SettingSource {
  const own = ['services', at.service, ...keys];
  const override = ['services', at.service, 'environments', at.environment ?? '', ...keys];
  if (at.environment !== undefined && isGiven(context.data, override)) return { path: override, layer: 'override' };
  return optionSource(context, own);
}

/** Where an option comes from that nothing overrides. */
export function optionSource(context: RuleContext, path: Path): SettingSource {
  return { path, layer: isGiven(context.data, path) ? 'given' : 'default' };
}

/**
 * The path of a finding about several settings: that of the setting with the strongest layer, the first of equals. The
 * finding reads all of them.
 */
export function mostSpecific(...sources: readonly [SettingSource, ...SettingSource[]]): {
  readonly path: Path;
  readonly reads: readonly Path[];
} {
  const ranked = [...sources].sort((a, b) => order.indexOf(a.layer) - order.indexOf(b.layer));
  const [first = sources[0]] = ranked;
  return { path: first.path, reads: sources.map(({ path }) => path) };
}

/** What follows a value in a message: ` (the default)`, or its path if it is written in another object than `shown`. */
export function sourceNote({ path, layer }: SettingSource, shown: Path): string {
  if (layer === 'default') return ' (the default)';
  const isBeside = formatPath(path.slice(0, -1)) === formatPath(shown.slice(0, -1));
  return isBeside ? '' : ` (${formatPath(path)})`;
}
