import type { RuleContext, Variant } from '../rule-context';
import { cpusWith, memoriesOf } from '../fargate-sizes';
import { list, type Finding } from '../issue';
import { mostSpecific, runtimeSource, sourceNote, type SettingSource } from '../setting-source';
import type { Rule } from './rule';

/** A service gives cpu and memory together or not at all; half a size would depend on a default that was not chosen. */
export const wholeSizes: Rule = (context) =>
  context.variants
    .filter(({ environment }) => environment === undefined)
    .flatMap((variant) => {
      const cpu = runtimeSource(context, variant, 'cpu');
      const memory = runtimeSource(context, variant, 'memory');
      if (cpu.layer === memory.layer) return [];
      return [cpu.layer === 'default' ? missingCpu(cpu, memory, variant) : missingMemory(cpu, memory, variant)];
    });

function missingMemory(cpu: SettingSource, memory: SettingSource, { settings }: Variant): Finding {
  return {
    path: memory.path,
    reads: [cpu.path],
    found: `nothing, although cpu is ${settings.cpu}`,
    allowed: `memory together with cpu: ${range(memoriesOf(settings.cpu))}`,
    fix: `add memory: ${memoriesOf(settings.cpu)[0] ?? settings.memory}`,
  };
}

function missingCpu(cpu: SettingSource, memory: SettingSource, { settings }: Variant): Finding {
  return {
    path: cpu.path,
    reads: [memory.path],
    found: `nothing, although memory is ${settings.memory}`,
    allowed: `cpu together with memory: ${list(cpusWith(settings.memory))}`,
    fix: `add cpu: ${cpusWith(settings.memory)[0] ?? settings.cpu}`,
  };
}

/** Fargate offers every pair of cpu and memory. Source: Amazon ECS Developer Guide, "Task CPU and memory". */
export const fargatePairs: Rule = (context) =>
  context.variants.filter((variant) => !isPair(variant)).flatMap((variant) => wrongPair(context, variant));

function isPair({ settings }: Variant): boolean {
  return memoriesOf(settings.cpu).includes(settings.memory);
}

function wrongPair(context: RuleContext, variant: Variant): readonly Finding[] {
  const { cpu, memory } = variant.settings;
  const sources = [runtimeSource(context, variant, 'cpu'), runtimeSource(context, variant, 'memory')] as const;
  // Half a size of the service itself: `wholeSizes` says so.
  if (sources.some(({ layer }) => layer === 'default') && !sources.some(({ layer }) => layer === 'override')) return [];
  const point = mostSpecific(...sources);
  const found = `cpu ${cpu}${sourceNote(sources[0], point.path)} with memory ${memory}${sourceNote(sources[1], point.path)}`;
  const allowed = `memory ${range(memoriesOf(cpu))} with cpu ${cpu}; cpu ${list(cpusWith(memory))} with memory ${memory}`;
  return [{ ...point, found, allowed, fix: `set memory: ${closest(memoriesOf(cpu), memory)} beside cpu: ${cpu}` }];
}

function closest(sizes: readonly number[], wanted: number): number {
  return sizes.find((size) => size >= wanted) ?? sizes.at(-1) ?? wanted;
}

function range(sizes: readonly number[]): string {
  const [first = 0, second = 0] = sizes;
  return sizes.length <= 4 ? list(sizes) : `${first} to ${sizes.at(-1) ?? first} in steps of ${second - first}`;
}
