import { areEqual, keysOf } from '../../plan/equality';
import type { Value, ValueObject } from '../../plan/value';
import { compareValues } from '../compare-values';
import type { Differ } from '../differ';
import type { Difference, DifferenceLine } from '../difference';
import { parseJsonValue } from '../json-text';
import { difference, line } from '../lines';
import { isEmpty, member, objectsOf, textOf } from '../values';
import { imageLines } from './image';

/** Members that are lists of pairs: shown by name. */
const PAIRS: Readonly<Record<string, readonly [title: string, name: string, value: string]>> = {
  environment: ['environment', 'name', 'value'],
  secrets: ['secret', 'name', 'valueFrom'],
  systemControls: ['system control', 'namespace', 'value'],
};

/** The containers of a task definition, by name: image, size, variables, secrets, ports and all else. */
export const containerDefinitions: Differ = {
  attributes: ['container_definitions'],
  tellsOfDestruction: false,
  differencesOf: (before, after) => {
    const [old, updated] = [containersOf(before), containersOf(after)];
    if (updated === undefined) return [];
    const names = [...new Set([...(old?.keys() ?? []), ...updated.keys()])];
    const differences = names.flatMap((name) => containerDifference(name, old?.get(name), updated.get(name)));
    return differences.length > 0
      ? differences
      : [{ subject: 'containers', lines: [line('context', 'the same, only written or ordered differently')] }];
  },
};

/** Undefined if it is not known, or no list of containers. */
function containersOf(task: ValueObject): ReadonlyMap<string, ValueObject> | undefined {
  const list = parseJsonValue(member(task, 'container_definitions'));
  const containers = objectsOf(list);
  if (!Array.isArray(list) || containers.length !== list.length) return undefined;
  return new Map(containers.map((container, index) => [textOf(member(container, 'name')) ?? `${index}`, container]));
}

function containerDifference(
  name: string,
  before: ValueObject | undefined,
  after: ValueObject | undefined,
): readonly Difference[] {
  const subject = `container ${name}`;
  if (after === undefined) return difference(subject, [line('removed', imageOf(before))]);
  const members = keysOf(before ?? {}, after).filter((each) => each !== 'name');
  return difference(
    subject,
    members.flatMap((each) => memberLines(each, member(before ?? {}, each), member(after, each))),
  );
}

function imageOf(container: ValueObject | undefined): string {
  return `image: ${textOf(member(container ?? {}, 'image')) ?? '(none)'}`;
}

function memberLines(name: string, before: Value, after: Value): readonly DifferenceLine[] {
  if (areEqual(before, after) || (isEmpty(before) && isEmpty(after))) return [];
  const lines = knownLines(name, before, after);
  return lines.length > 0 ? lines : compareValues(name, before, after);
}

/** None of members that nothing more is known of. */
function knownLines(name: string, before: Value, after: Value): readonly DifferenceLine[] {
  const pair = Object.hasOwn(PAIRS, name) ? PAIRS[name] : undefined;
  if (pair !== undefined) return pairLines(...pair, before, after);
  if (name === 'image') return imageLines(before, after);
  if (name === 'portMappings') return compareValues('ports', ports(before), ports(after));
  if (name === 'command' || name === 'entryPoint') return compareValues(name, commandOf(before), commandOf(after));
  return [];
}

function pairLines(title: string, name: string, value: string, before: Value, after: Value): readonly DifferenceLine[] {
  const [old, updated] = [valuesBy(name, value, before), valuesBy(name, value, after)];
  const names = [...new Set([...old.keys(), ...updated.keys()])];
  return names.flatMap((each) => compareValues(`${title} ${each}`, old.get(each) ?? null, updated.get(each) ?? null));
}

function valuesBy(name: string, value: string, list: Value): ReadonlyMap<string, Value> {
  return new Map<string, Value>(objectsOf(list).map((pair) => [textOf(member(pair, name)) ?? '', member(pair, value)]));
}

/** E.g. `8080/tcp`, `80 → 8080/tcp` where the host's port is another one. */
function ports(mappings: Value): Value {
  const texts = objectsOf(mappings).map((mapping) => {
    const [container, host] = ['containerPort', 'hostPort'].map((name) => textOf(member(mapping, name)));
    const protocol = textOf(member(mapping, 'protocol')) ?? 'tcp';
    const names = ['name', 'appProtocol']
      .map((each) => textOf(member(mapping, each)))
      .filter((each) => each !== undefined);
    const port = host === undefined || host === container ? container : `${host} → ${container ?? '?'}`;
    return [`${port ?? textOf(member(mapping, 'containerPortRange')) ?? '?'}/${protocol}`, ...names].join(' ');
  });
  return texts.length === 0 ? null : texts;
}

/** As a shell would be given it. */
function commandOf(command: Value): Value {
  if (!Array.isArray(command)) return command;
  return (command as readonly Value[])
    .map((word) => (typeof word === 'string' && /^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word)))
    .join(' ');
}
