import { checkNames } from './check-names';
import { checkShape } from './check-shape';
import { ConfigError } from './config-error';
import { ruleContextOf, type RuleContext } from './rule-context';
import { deepFreeze } from './freeze';
import { formatPath, isWithin, type Finding, type Issue } from './issue';
import { toPlainData } from './plain-data';
import { quotaRules, rules } from './rules';
import type { Platform } from './types';
import { isMisnamed } from './unknown-option';

/** How a config is checked. */
export interface ResolveOptions {
  /** What people call the config, e.g. the name of its file. @default 'the config' */
  readonly source?: string;
  /**
   * For benchmarks only: leaves out what AWS allows of a kind and the search for equal listener priorities, so that one
   * platform can be larger than AWS lets it be. @default false
   */
  readonly liftQuotasForBenchmarks?: boolean;
}

/**
 * Turns a config into the platform that it describes: every default filled in, every override merged, every rule
 * checked. The input is left as it is; equal inputs give equal platforms.
 *
 * @returns a deep-frozen platform.
 * @throws ConfigError with everything that is wrong, if anything is.
 */
export function resolvePlatform(input: unknown, options: ResolveOptions = {}): Platform {
  const { data, findings: unusable } = toPlainData(input);
  const shape = without(checkShape(data), unusable);
  const wrong = [...unusable, ...shape];
  const context = ruleContextOf(
    data,
    wrong.map(({ path }) => path),
  );
  const told = wrong.filter(({ path }) => !isMisnamed(data, path));
  const issues = distinct([...told, ...without(checkNames(data), unusable), ...checkRules(context, wrong, options)]);
  if (issues.length > 0) throw new ConfigError(issues, options.source);
  return deepFreeze(context.platform);
}

/** What the rules find in values that are right by themselves. */
function checkRules(context: RuleContext, wrong: readonly Finding[], options: ResolveOptions): readonly Finding[] {
  const applied = options.liftQuotasForBenchmarks === true ? rules : [...rules, ...quotaRules];
  return without(
    applied.flatMap((rule) => rule(context)),
    wrong,
  );
}

/** Leaves out each finding at a place, or made from a value, that is already reported as wrong. */
function without(findings: readonly Finding[], wrong: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ path, reads = [] }) =>
    [path, ...reads].every((read) => !wrong.some((other) => isWithin(read, other.path))),
  );
}

/** Once each: a service's mistake shows in all of its environments. */
function distinct(findings: readonly Finding[]): readonly Issue[] {
  const issues = findings.map(({ path, found, allowed, fix }) => ({ path: formatPath(path), found, allowed, fix }));
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()];
}
