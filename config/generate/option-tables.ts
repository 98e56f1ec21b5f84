import type { z } from 'zod';
import { literal } from '../literal';
import { quotasInWords } from '../rules/quotas';
import { environmentSchema } from '../schema/environment';
import { hasRequired, isGroup, isList, optionsOf, unwrap } from '../schema/inspect';
import { declarationOf, type Declaration } from '../schema/option';
import { ownStackSchema } from '../schema/own-stack';
import { platformSchema } from '../schema/platform';
import { serviceSchema } from '../schema/service';

type Row = readonly string[];

const parts: Readonly<Record<string, () => string>> = {
  'options of the platform': () => table(['Option', 'Meaning', 'Allowed', 'Default'], rowsOf(platformSchema)),
  'options of the environment': () => table(['Option', 'Meaning', 'Allowed', 'Default'], rowsOf(environmentSchema)),
  'options of the service': () =>
    table(['Option', 'Meaning', 'Allowed', 'Default', 'In an environment'], serviceRows()),
  'options of the stack': () => table(['Option', 'Meaning', 'Allowed', 'Default'], rowsOf(ownStackSchema)),
  'quotas of AWS': () => quotasInWords,
};

/**
 * A document with the tables of options and the list of quotas between their markers replaced.
 * @throws if a marker is missing
 */
export function withOptionTables(document: string): string {
  return Object.entries(parts).reduce((text, [name, content]) => {
    const begin = `<!-- ${name}, written by npm run generate -->\n`;
    const end = `<!-- end of the ${name} -->`;
    const [before, rest] = text.split(begin);
    const [, after] = rest?.split(end) ?? [];
    if (before === undefined || after === undefined) throw new Error(`the markers of the ${name} are missing`);
    return `${before}${begin}\n${content()}\n${end}${after}`;
  }, document);
}

function table(head: Row, rows: readonly Row[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** A row for each option and for those in it. */
function rowsOf(schema: z.ZodType, parent = ''): readonly Row[] {
  return optionsOf(schema).flatMap(([name, option]) => {
    const { schema: own, optional } = unwrap(option);
    const path = `${parent}${name}`;
    const { description, allowed, allowedInShort = allowed } = declarationOf(own);
    const row = [
      `\`${path}\``,
      escaped(description),
      isGroup(own) ? '' : escaped(allowedInShort),
      defaultOf(own, optional),
    ];
    return [row, ...(isList(own) ? rowsOf(unwrap(own.element).schema, `${path}[].`) : rowsOf(own, `${path}.`))];
  });
}

/** Those of a service, with what an environment's override does. */
function serviceRows(): readonly Row[] {
  return optionsOf(serviceSchema).flatMap(([name, option]) => {
    const { schema } = unwrap(option);
    const rows = rowsOf(schema, `${name}.`);
    const [own = []] = rowsOf(serviceSchema).filter(([path]) => path === `\`${name}\``);
    return [own, ...rows].map((row, index) => [...row, index === 0 ? overridden(declarationOf(schema)) : '']);
  });
}

function overridden({ override = 'replace', structure }: Declaration): string {
  if (structure === true) return '';
  return typeof override === 'object' ? 'the same' : { replace: 'replaced', merge: 'merged' }[override];
}

function defaultOf(schema: z.ZodType, optional: boolean): string {
  const { default: value, defaultInWords } = declarationOf(schema);
  if (!optional) return 'required';
  if (defaultInWords !== undefined) return escaped(defaultInWords);
  if (isGroup(schema)) return hasRequired(schema) ? 'none' : '';
  const isEmpty =
    value === undefined || (typeof value === 'object' && Object.keys(Object(value) as object).length === 0);
  return isEmpty ? 'none' : `\`${typeof value === 'string' ? value : literal(value, "'")}\``;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '\\<');
}
