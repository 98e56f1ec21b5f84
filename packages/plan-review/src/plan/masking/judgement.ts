import { parseJson } from '../../json';
import { isPlainlyHarmless } from './harmless';
import { secretsInText, textInBase64 } from './secret-forms';
import { isDoubtfulName, isSecretName } from './secret-names';

/**
 * What may be done with the value of a variable: show it, only tell that there is one, or tell also that it is a
 * secret in plain text.
 */
export type Judgement = 'harmless' | 'unclear' | 'secret';

/** The worst first. */
const JUDGEMENTS: readonly Judgement[] = ['secret', 'unclear', 'harmless'];

/** Where a secret was, in a text of a plan that has been read. */
const MASKED = /\(sensitive \d+/;
/** A value that names the place of a secret, or none: a switch, a unit, a short number. */
const REFERENCE =
  /^(?:arn:[^\s]*|\/[\w./-]*|\d{0,3}|true|false|none|null|enabled|disabled|required|optional|seconds|minutes|hours|days)$/i;
/** Names of versions; commits and digests look like random keys. */
const VERSION = /(?:^|_)(?:commit|digest|hash|revision|sha|sha256|tag|version)$/i;
const COMMIT = /^[\da-f]{7,12}$/;
/** A digest, or a commit as the tag of an image. */
const DIGEST = /\bsha256:[\da-f]{64}\b|(?<=\/[\w./-]+):[\da-f]{40}$/g;
const HEX = /(?<![\da-f])[\da-f]{32,}(?![\da-f])/i;

/**
 * Judges the value of a variable by its name and by the value itself. All that shows values of variables, and the rule
 * about secrets in them, ask this.
 * @param name of the variable; empty if it has none
 */
export function judge(name: string, value: string): Judgement {
  if (value === '') return 'harmless';
  if (MASKED.test(value) || holdsSecret(value)) return 'secret';
  const isHarmless = isPlainlyHarmless(value) || (VERSION.test(name) && COMMIT.test(value));
  if (isSecretName(name)) return REFERENCE.test(value) ? 'unclear' : 'secret';
  if (isDoubtfulName(name)) return isHarmless ? 'unclear' : 'secret';
  const document = /^\s*[[{]/.test(value) ? parseJson(value) : undefined;
  if (document !== undefined) return judgeDocument(name, document);
  if (isRandom(value)) return VERSION.test(name) ? 'unclear' : 'secret';
  return isHarmless ? 'harmless' : 'unclear';
}

/** The worst of its values, each with its own name. */
function judgeDocument(name: string, document: unknown): Judgement {
  if (typeof document !== 'object' || document === null) return judge(name, String(document));
  const judgements = Object.entries(document).map(([key, part]: [string, unknown]) =>
    judgeDocument(Array.isArray(document) ? name : key, part),
  );
  return JUDGEMENTS.find((each) => judgements.includes(each)) ?? 'harmless';
}

function holdsSecret(value: string): boolean {
  return secretsInText(value).length > 0 || secretsInText(textInBase64(value) ?? '').length > 0;
}

/** Whether a program made it: 32 hexadecimal digits, or a run of small and capital letters and digits. */
function isRandom(value: string): boolean {
  if (value.startsWith('arn:') && isPlainlyHarmless(value)) return false;
  const text = value.replace(DIGEST, '');
  const runs = text.match(/[A-Za-z\d+/_-]{20,}/g) ?? [];
  return HEX.test(text) || runs.some((run) => isMixed(run) && !isPlainlyHarmless(run));
}

function isMixed(run: string): boolean {
  return [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(run));
}
