import { parse, YAMLParseError } from 'yaml';
import { keysOf } from '../../plan/equality';
import { isObject, type Value, type ValueObject } from '../../plan/value';
import { compareLines } from '../compare-lines';
import { compareValues, memberLines } from '../compare-values';
import type { Differ } from '../differ';
import type { DifferenceLine } from '../difference';
import { difference, line } from '../lines';
import { below, elementsOf, member, objectsOf } from '../values';

/** The source of a build project: its buildspec by phase and command, and the rest of it. */
export const buildSource: Differ = {
  attributes: ['source'],
  tellsOfDestruction: false,
  differencesOf: (before, after) => {
    const [old, updated] = [objectsOf(member(before, 'source')), objectsOf(member(after, 'source'))];
    if (updated.length !== 1 || old.length > 1) return [];
    const [from, to] = [old[0] ?? {}, updated[0] ?? {}];
    const rest = memberLines('source', { ...from, buildspec: null }, { ...to, buildspec: null });
    return [
      ...difference('buildspec', buildspecLines(member(from, 'buildspec'), member(to, 'buildspec'))),
      ...difference('source', rest),
    ];
  },
};

/** A path, or a text that is not YAML, is compared as text. */
function buildspecLines(before: Value, after: Value): readonly DifferenceLine[] {
  if (before === after) return [];
  const [old, updated] = [specOf(before), specOf(after)];
  if (old === undefined || updated === undefined) return compareValues('buildspec', before, after);
  const lines = specLines('', old, updated);
  return lines.length > 0 ? lines : [line('context', 'the same, only written differently')];
}

function specOf(text: Value): ValueObject | undefined {
  if (text === null || text === '') return {};
  if (typeof text !== 'string' || !text.includes('\n')) return undefined;
  try {
    const spec = parse(text) as Value;
    return isObject(spec) ? spec : undefined;
  } catch (error) {
    if (error instanceof YAMLParseError) return undefined;
    throw error;
  }
}

/** Compares commands line by line, and everything else by path. */
function specLines(path: string, before: ValueObject, after: ValueObject): readonly DifferenceLine[] {
  return keysOf(before, after).flatMap((key) => {
    const name = below(path, key);
    const [old, updated]: [Value, Value] = [member(before, key), member(after, key)];
    if (isObject(old) || isObject(updated))
      return specLines(name, isObject(old) ? old : {}, isObject(updated) ? updated : {});
    if (key !== 'commands' && key !== 'finally') return compareValues(name, old, updated);
    const [oldCommands, updatedCommands] = [commandsOf(old), commandsOf(updated)];
    return oldCommands === updatedCommands ? [] : compareLines(name, oldCommands, updatedCommands);
  });
}

function commandsOf(commands: Value): string {
  const list = typeof commands === 'string' ? [commands] : elementsOf(commands);
  return list.map((command) => (typeof command === 'string' ? command : JSON.stringify(command))).join('\n');
}
