import { fargateCpus, fargateMemories } from '../fargate-sizes';

/** Sizes and ports as they are written in other tools, such as in a task definition of ECS or in a compose file. */

const CPU_UNITS_OF_A_VCPU = 1024;
const MEBIBYTES_OF_A_GIBIBYTE = 1024;

/** The largest numbers of vCPUs and GiB that Fargate offers: a number up to it is one of them. */
const MOST_VCPUS = Math.max(...fargateCpus) / CPU_UNITS_OF_A_VCPU;
const MOST_GIBIBYTES = Math.max(...fargateMemories) / MEBIBYTES_OF_A_GIBIBYTE;

/**
 * The CPU units that are meant by a number of vCPUs, such as 0.25 or "1 vCPU".
 * Source: Amazon ECS API, RegisterTaskDefinition: cpu.
 */
export function cpuUnits(found: unknown): number | undefined {
  const [, digits, unit] = /^([\d.]+)\s*(vcpus?)?$/i.exec(written(found)) ?? [];
  const isVcpus = unit !== undefined || Number(digits) <= MOST_VCPUS;
  return digits === undefined || !isVcpus ? undefined : Number(digits) * CPU_UNITS_OF_A_VCPU;
}

/**
 * The MiB that are meant by a size with a unit, such as "1GB" or "512 MiB", or by a number of GiB.
 * Source: Amazon ECS API, RegisterTaskDefinition: memory, where GB are GiB.
 */
export function mebibytes(found: unknown): number | undefined {
  const [, digits, unit = ''] = /^([\d.]+)\s*(gi?b?|mi?b?)?$/i.exec(written(found)) ?? [];
  if (digits === undefined) return undefined;
  const isGibibytes = /^g/i.test(unit) || (unit === '' && Number(digits) <= MOST_GIBIBYTES);
  return isGibibytes ? Number(digits) * MEBIBYTES_OF_A_GIBIBYTE : Number(digits);
}

/** The port of the container that is meant by `8080`, by `"8080:80"` or by a list with one of them. */
export function containerPort(found: unknown): number | undefined {
  const [only, ...others] = Array.isArray(found) ? (found as unknown[]) : [found];
  const [, port] = /^(?:\d+:)?(\d+)(?:\/tcp)?$/.exec(written(only)) ?? [];
  return port === undefined || others.length > 0 ? undefined : Number(port);
}

function written(found: unknown): string {
  return typeof found === 'string' || typeof found === 'number' ? String(found).trim() : '';
}
