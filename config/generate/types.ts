import { z } from 'zod';
import { literal } from '../literal';
import { environmentSchema } from '../schema/environment';
import { hasRequired, isGroup, isList, isRecord, optionsOf, unwrap } from '../schema/inspect';
import { declarationOf } from '../schema/option';
import { ownStackSchema } from '../schema/own-stack';
import { platformSchema } from '../schema/platform';
import { overrideSchema, runtimeSchema, serviceSchema, sourceSchema } from '../schema/service';
import { docstring } from './docstring';

/**
 * - `input`: what a config file says. Options with a default may be left out, and numbers are those allowed.
 * - `settings`: what holds once the config is resolved.
 */
type Form = 'input' | 'settings';

/** The TypeScript file with the types of what a config file says. */
export function inputTypes(): string {
  const about = 'What a config file says of each option; `../input.ts` makes the types of `definePlatform` of it.';
  return file(about, 'input', [platformSchema, environmentSchema, serviceSchema, overrideSchema, ownStackSchema]);
}

/** The TypeScript file with the types of the resolved options. */
export function settingTypes(): string {
  const about = 'What holds for each option once a config is resolved; `../types.ts` makes a platform of it.';
  return file(about, 'settings', [platformSchema, environmentSchema, sourceSchema, runtimeSchema, ownStackSchema]);
}

function file(about: string, form: Form, roots: readonly z.ZodType[]): string {
  const named = new Map(
    roots.flatMap((root) => namedTypes(root, form)).map((schema) => [typeName(schema, form), schema]),
  );
  const types = [...named.values()].map((schema) => typeDeclaration(schema, form));
  return (
    [
      '// Written by `npm run generate` from config/schema: change the declarations there.',
      docstring([about]),
      ...types,
    ].join('\n\n') + '\n'
  );
}

/** A schema that has a type of its own, and those in it. */
function namedTypes(schema: z.ZodType, form: Form): readonly z.ZodType[] {
  const options = optionsOf(schema).map(([, option]) => itemOf(unwrap(option).schema));
  const inner = options.filter((each) => declarationOf(each).structure !== true);
  const own = typeName(schema, form) === undefined ? [] : [schema];
  return [...own, ...inner.flatMap((each) => namedTypes(each, form))];
}

/** What a list holds, or the option itself. */
function itemOf(schema: z.ZodType): z.ZodType {
  return isList(schema) ? unwrap(schema.element).schema : schema;
}

function typeName(schema: z.ZodType, form: Form): string | undefined {
  const { type } = declarationOf(schema);
  if (form === 'settings') return isGroup(schema) ? type : undefined;
  return isGroup(schema) && type !== undefined ? `${type}Input` : type;
}

function typeDeclaration(schema: z.ZodType, form: Form): string {
  const { description } = declarationOf(schema);
  const name = String(typeName(schema, form));
  const kind = isGroup(schema)
    ? `export interface ${name} ${body(schema, form)}`
    : `export type ${name} = ${leaf(schema, form)};`;
  return `${docstring([description])}\n${kind}`;
}

function body(schema: z.ZodType, form: Form, indent = ''): string {
  const properties = optionsOf(schema).flatMap(([name, option]) => property(name, option, form, `${indent}  `));
  return ['{', ...properties, `${indent}}`].join('\n');
}

function property(name: string, option: z.ZodType, form: Form, indent: string): readonly string[] {
  const { schema, optional } = unwrap(option);
  const declaration = declarationOf(schema);
  if (form === 'settings' && declaration.structure === true) return [];
  const mark = optional && (form === 'input' || hasRequired(schema) || declaration.mayBeMissing === true) ? '?' : '';
  const docs = form === 'input' ? inputDocs(schema) : [declaration.description];
  return [docstring(docs, indent), `${indent}readonly ${name}${mark}: ${typeOf(schema, form, indent)};`];
}

function inputDocs(schema: z.ZodType): readonly string[] {
  const { description, allowed, allowedInShort = allowed, default: value, defaultInWords } = declarationOf(schema);
  if (isGroup(schema) || isRecord(schema))
    return [description, ...(defaultInWords === undefined ? [] : [`@default ${defaultInWords}`])];
  const fallback = defaultInWords ?? (value === undefined ? undefined : literal(value, "'"));
  return [description, `Allowed: ${allowedInShort}.`, ...(fallback === undefined ? [] : [`@default ${fallback}`])];
}

function typeOf(schema: z.ZodType, form: Form, indent: string): string {
  const { structure } = declarationOf(schema);
  if (structure === true && isRecord(schema)) return 'unknown';
  const name = typeName(schema, form);
  if (name !== undefined) return name;
  if (isGroup(schema)) return body(schema, form, indent);
  if (isRecord(schema)) return `Readonly<Record<string, ${typeOf(schema.valueType, form, indent)}>>`;
  if (isList(schema)) return `readonly ${typeOf(schema.element, form, indent)}[]`;
  return leaf(schema, form);
}

function leaf(schema: z.ZodType, form: Form): string {
  if (schema instanceof z.ZodString) return 'string';
  if (schema instanceof z.ZodBoolean) return 'boolean';
  if (schema instanceof z.ZodEnum) return schema.options.map((each) => literal(each, "'")).join(' | ');
  if (schema instanceof z.ZodLiteral) return form === 'input' ? [...schema.values].map(String).join(' | ') : 'number';
  if (schema instanceof z.ZodNumber) return 'number';
  throw new Error(`no TypeScript type is known for an option of kind ${schema.constructor.name}`);
}
