import type { z } from 'zod';
import { formatPath } from '../path';
import { PlanFormatError } from '../plan-format-error';
import { planJson, type PlanJson } from './plan-json';

/** Keys of which every plan has at least one. */
const PARTS = ['planned_values', 'resource_changes', 'output_changes', 'configuration'];

/** @throws PlanFormatError if it is something else, or a plan of another format */
export function parsePlan(json: unknown): PlanJson {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new PlanFormatError('', `expected an object, found ${kindOf(json)}`);
  if (!PARTS.some((part) => part in json)) throw new PlanFormatError('', missing(json));
  const { success, data, error } = planJson.safeParse(json);
  if (!success) throw formatError(error);
  requireKnownFormat(data.format_version ?? '1.0');
  return data;
}

/** A minor version only adds to the format, a major one changes it. */
function requireKnownFormat(version: string): void {
  const [major] = version.split('.');
  if (major !== '0' && major !== '1')
    throw new PlanFormatError('format_version', `found ${version.slice(0, 20)}, known are 0.x and 1.x`);
}

function missing(json: object): string {
  if ('values' in json) return 'it is the state of a working directory, not a plan';
  return `it has none of ${PARTS.join(', ')}`;
}

function formatError({ issues }: z.ZodError): PlanFormatError {
  const [issue] = issues;
  if (issue === undefined) return new PlanFormatError('', 'it is not understood');
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  return new PlanFormatError(
    formatPath(path),
    issue.message.replace(/^Invalid input: /, '').replace('received', 'found'),
  );
}

function kindOf(json: unknown): string {
  if (json === null) return 'null';
  return Array.isArray(json) ? 'a list' : `a ${typeof json}`;
}
