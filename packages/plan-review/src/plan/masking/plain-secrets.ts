import { parseJson } from '../../json';
import { isSecretVariable, secretsInText } from './secret-variables';
import type { Secrets } from './secrets';

/**
 * Remembers what Terraform does not mark and is a secret all the same: values of environment variables that say so,
 * tokens of known forms, and passwords in addresses. They would stand in a report that more people read than the code.
 * @param value attributes of a resource, documents in JSON included
 */
export function rememberPlain(value: unknown, secrets: Secrets): void {
  if (typeof value === 'string') rememberText(value, secrets);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, text] of variablesIn(value)) if (isSecretVariable(name, text)) secrets.remember(text);
    for (const member of Object.values(value)) rememberPlain(member, secrets);
  }
}

function rememberText(text: string, secrets: Secrets): void {
  const document = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  if (document === undefined) secrets.remember(secretsInText(text));
  else rememberPlain(document, secrets);
}

/** Variables as AWS writes them: `{ name, value, type }`, or a map whose name ends with `variables`. */
function variablesIn(value: object): readonly (readonly [name: string, value: string])[] {
  const { name, value: text, type = 'PLAINTEXT' } = value as Readonly<Record<string, unknown>>;
  const one =
    typeof name === 'string' && typeof text === 'string' && type === 'PLAINTEXT' ? [[name, text] as const] : [];
  const maps = Object.entries(value).filter(([key]) => /variables$/i.test(key));
  return [...one, ...maps.flatMap(([, map]) => textsOf(map))];
}

function textsOf(map: unknown): readonly (readonly [string, string])[] {
  if (typeof map !== 'object' || map === null) return [];
  return Object.entries(map).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
}
