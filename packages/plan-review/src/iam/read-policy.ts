import { parseJson } from '../json';
import { Sensitive, UNKNOWN, type Value } from '../plan/value';
import type { Condition, PolicyStatement, Term } from './statement';

/** A policy document as far as a plan knows it. */
export type PolicyDocument =
  | { readonly kind: 'statements'; readonly statements: readonly PolicyStatement[] }
  /** Known after the change, secret, or not a policy. */
  | { readonly kind: 'unknown' | 'sensitive' | 'unreadable' };

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a policy document in the form of an attribute: JSON text. No document is one without statements.
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
export function readPolicy(value: Value | undefined): PolicyDocument {
  if (value === UNKNOWN) return { kind: 'unknown' };
  if (value instanceof Sensitive) return { kind: 'sensitive' };
  if (value === undefined || value === null || value === '') return { kind: 'statements', statements: [] };
  const statements = typeof value === 'string' ? statementsOf(value) : undefined;
  return statements === undefined ? { kind: 'unreadable' } : { kind: 'statements', statements };
}

function statementsOf(text: string): readonly PolicyStatement[] | undefined {
  const document = parseJson(text);
  if (!isObject(document) || !('Statement' in document)) return undefined;
  const statements = [document['Statement']].flat().map(statementOf);
  return statements.every((statement) => statement !== undefined) ? statements : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function statementOf(statement: unknown): PolicyStatement | undefined {
  if (!isObject(statement)) return undefined;
  const { Sid: sid, Effect: effect } = statement;
  const action = termOf(statement, 'Action', textsOf);
  const resource = termOf(statement, 'Resource', textsOf);
  const principal = termOf(statement, 'Principal', principalsOf);
  if ((effect !== 'Allow' && effect !== 'Deny') || action === undefined) return undefined;
  return {
    ...(typeof sid === 'string' && sid !== '' && { sid }),
    effect,
    action,
    ...(resource && { resource }),
    ...(principal && { principal }),
    conditions: conditionsOf(statement['Condition']),
  };
}

function termOf(statement: Json, name: string, patternsOf: (value: unknown) => readonly string[]): Term | undefined {
  const isExcept = !(name in statement);
  const value = statement[isExcept ? `Not${name}` : name];
  return value === undefined ? undefined : { isExcept, patterns: [...new Set(patternsOf(value))] };
}

/** One or several; `true` and `5` stand for their texts. */
function textsOf(value: unknown): readonly string[] {
  return [value].flat().map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
}

function principalsOf(value: unknown): readonly string[] {
  if (!isObject(value)) return textsOf(value);
  return Object.entries(value).flatMap(([kind, names]) => textsOf(names).map((name) => principalOf(kind, name)));
}

/** An account can be written as the ARN of its root user, and everybody as every AWS principal: each has one form here. */
function principalOf(kind: string, name: string): string {
  if (kind === 'AWS' && name === '*') return '*';
  const account = kind === 'AWS' ? /^arn:[\w-]+:iam::(\d{12}):root$/.exec(name)?.[1] : undefined;
  return `${kind}:${account ?? name}`;
}

function conditionsOf(value: unknown): readonly Condition[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([operator, keys]) =>
    isObject(keys) ? Object.entries(keys).map(([key, values]) => ({ operator, key, values: textsOf(values) })) : [],
  );
}
