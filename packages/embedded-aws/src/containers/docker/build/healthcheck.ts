import { DockerError } from '../docker-error';
import type { Instruction } from '../dockerfile/parse';

/** Options of HEALTHCHECK, by the names that images give them. */
const DURATIONS: Readonly<Record<string, string>> = {
  interval: 'Interval',
  timeout: 'Timeout',
  'start-period': 'StartPeriod',
  'start-interval': 'StartInterval',
};

/** Nanoseconds of Go's units (Go, package time, "ParseDuration"). */
const UNITS: Readonly<Record<string, number>> = { ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

/**
 * Reads a HEALTHCHECK. It is kept in the image and not run, as ECS does not run it either.
 * @throws DockerError
 */
export function healthcheckOf({ flags, text }: Instruction): Record<string, unknown> {
  if (text.toUpperCase() === 'NONE') return { Test: ['NONE'] };
  const [, command] = /^CMD\s+(.+)$/is.exec(text) ?? [];
  if (command === undefined) throw new DockerError(`Unknown type in HEALTHCHECK (try CMD or NONE): ${text}`);
  const json = command.startsWith('[') ? (JSON.parse(command) as string[]) : undefined;
  const Test = json === undefined ? ['CMD-SHELL', command] : ['CMD', ...json];
  return { Test, ...Object.fromEntries(flags.map(([name, value]) => optionOf(name, value))) };
}

function optionOf(name: string, value: string): readonly [string, number] {
  if (name === 'retries') return ['Retries', Number(value)];
  const option = DURATIONS[name];
  if (option !== undefined) return [option, nanosecondsOf(value)];
  throw new DockerError(`unknown flag: --${name}; HEALTHCHECK has --retries, --${Object.keys(DURATIONS).join(', --')}`);
}

function nanosecondsOf(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) {
    throw new DockerError(`invalid duration "${text}": durations are like 30s, 1m30s or 500ms`);
  }
  return parts.reduce((sum, [, count = '', unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
}
