import path from 'node:path';
import { literal } from '../literal';
import { containerPort } from './other-units';

/** What is written in the forms of other tools, as options of a service: each function reads one of those forms. */

type Fields = Readonly<Record<string, unknown>>;

/** Fixed options of a service, as far as a form says them. */
interface Written {
  readonly dockerfile?: string | undefined;
  readonly context?: string | undefined;
  readonly port?: number | undefined;
  readonly healthCheck?: { readonly path: string; readonly interval?: number } | undefined;
}

/** The path from the repository's root that is meant by `./app/` or `/app`. */
export function insideRepository(found: unknown): string | undefined {
  if (typeof found !== 'string' || found.includes('..')) return undefined;
  return found.replace(/^(\.?\/)+|\/+$/g, '') || '.';
}

/**
 * An image that is built, with its port.
 * Sources: AWS Copilot, "Load Balanced Web Service" manifest, `image`, whose paths begin at the root of the repository;
 * SST, `Service`, `image`, whose Dockerfile is looked for in the context.
 * @returns options as they are written in a config; undefined if nothing is said that is one
 */
export function imageAsOptions(image: unknown): string | undefined {
  const { build, port, context, dockerfile } = fieldsOf(image);
  const inRoot = typeof build === 'string' ? { dockerfile: build } : fieldsOf(build);
  const folder = insideRepository(context ?? inRoot['context']);
  const file = dockerfile === undefined ? inRoot['dockerfile'] : path.posix.join(folder ?? '.', textOf(dockerfile));
  return asOptions({ dockerfile: insideRepository(file), context: folder, port: containerPort(port) });
}

/**
 * The port of the one container of a list, or of an object of containers by name.
 * Sources: Amazon ECS API, ContainerDefinition; terraform-aws-modules/ecs, `container_definitions`.
 * @returns as in {@link imageAsOptions}
 */
export function containersAsOptions(containers: unknown): string | undefined {
  const [only, ...others] = itemsOf(containers).map(fieldsOf);
  if (only === undefined || others.length > 0) return undefined;
  const [mapping] = itemsOf(only['portMappings'] ?? only['port_mappings']).map(fieldsOf);
  const port = containerPort(mapping?.['containerPort'] ?? mapping?.['container_port']);
  return asOptions({ port });
}

/**
 * What a load balancer forwards to, and how it checks it.
 * Sources: SST, `Service`, `loadBalancer.rules`, `ports` and `health`, where a port is `8080/http`; Amazon ECS API,
 * LoadBalancer, also by name as in terraform-aws-modules/ecs, `load_balancer`.
 * @returns as in {@link imageAsOptions}
 */
export function loadBalancerAsOptions(found: unknown): string | undefined {
  const { rules, ports, health } = fieldsOf(found);
  const [rule = {}] = itemsOf(rules ?? ports).map(fieldsOf);
  const [target = {}] = [fieldsOf(found), ...itemsOf(found).map(fieldsOf)].filter(
    (each) => each['containerPort'] !== undefined || each['container_port'] !== undefined,
  );
  const forward = textOf(rule['forward'] ?? rule['listen']).replace(/\/.*$/, '');
  const port = containerPort(target['containerPort'] ?? target['container_port'] ?? forward);
  const [check = {}] = itemsOf(health).map(fieldsOf);
  const checked = textOf(check['path']);
  const interval = seconds(check['interval']);
  const healthCheck = { path: checked, ...(interval !== undefined && { interval }) };
  return asOptions({ port, healthCheck: checked.startsWith('/') ? healthCheck : undefined });
}

/**
 * How many tasks there are at least and at most.
 * Source: AWS Copilot, "Load Balanced Web Service" manifest, `count.range`: `1-10`, or an object with `min` and `max`.
 * @returns as in {@link imageAsOptions}
 */
export function rangeAsOptions(range: unknown): string | undefined {
  const { min, max } = fieldsOf(range);
  const [, least, most] =
    /^\s*(\d+)\s*-\s*(\d+)\s*$/.exec(`${textOf(min ?? range)}${max === undefined ? '' : `-${textOf(max)}`}`) ?? [];
  return least === undefined ? undefined : `min: ${least}, max: ${String(most)}`;
}

/** The seconds that are meant by `10s`, `2m` or `30 seconds`. Sources: AWS Copilot and SST, durations. */
export function seconds(found: unknown): number | undefined {
  const [, digits, unit = ''] =
    /^(\d+)\s*(s|m|h)(?:ec(?:ond)?s?|in(?:ute)?s?|ours?)?$/i.exec(textOf(found).trim()) ?? [];
  return digits === undefined ? undefined : Number(digits) * ({ s: 1, m: 60, h: 3600 }[unit.toLowerCase()] ?? 1);
}

const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, year: 365 };

/** The days that are meant by `1 week`, also in an object. Sources: SST, `logging.retention`; AWS Copilot, `logging.retention`. */
export function days(found: unknown): number | undefined {
  const { retention, retentionInDays } = fieldsOf(found);
  const given = retention ?? retentionInDays ?? found;
  if (typeof given === 'number') return given;
  const [, digits, unit = ''] = /^(\d+)\s*(day|week|month|year)s?$/i.exec(textOf(given).trim()) ?? [];
  return digits === undefined ? undefined : Number(digits) * (DAYS[unit.toLowerCase()] ?? 1);
}

/** The fields of an object; none if it is none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : Object.values(fieldsOf(value));
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function asOptions(written: Written): string | undefined {
  const said = Object.entries(written).filter(([, value]) => value !== undefined);
  return said.length === 0 ? undefined : literal(Object.fromEntries(said)).slice(2, -2);
}
