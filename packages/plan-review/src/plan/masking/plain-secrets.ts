import { Sensitive, type Value, type ValueObject, type ValuePath } from '../value';
import { judge } from './judgement';
import { replaceSecrets, secretsInText, textInBase64 } from './secret-forms';
import type { Secrets } from './secrets';
import { isSensitiveName } from './sensitive-names';
import { standIn } from './stand-in';
import type { TextMask } from './text-mask';
import { replaceOutput, replaceTexts, type Place, type Replacement } from './variable-places';

/**
 * Remembers what Terraform does not mark and is a secret all the same: values of variables and attributes that say so,
 * tokens of known forms, and passwords in addresses. They would stand in a report that more people read than the code.
 * @param attributes of a resource, documents in JSON included
 */
export function rememberPlain(type: string, attributes: object, secrets: Secrets): void {
  replaceTexts(type, attributes as ValueObject, remembering(secrets));
}

/** Remembers the same of an output. */
export function rememberPlainOutput(name: string, value: unknown, secrets: Secrets): void {
  replaceOutput(name, value as Value, remembering(secrets));
}

function remembering(secrets: Secrets): Replacement {
  return (text, place) => {
    if (isSecret(text, place)) secrets.remember(text);
    secrets.remember(secretsInText(text));
    const decoded = secretsInText(textInBase64(text) ?? '');
    if (decoded.length > 0) secrets.remember([text, ...decoded]);
    return text;
  };
}

/** Whether a text is a secret as a whole, or holds one where a value is shown as a whole or not. */
function isSecret(text: string, { kind, name }: Place): boolean {
  if (kind === 'secret') return text !== '';
  if (kind === 'attribute') return isSensitiveName(name) && judge(name, text) === 'secret';
  return judge(name, text) === 'secret';
}

/** Hides secrets that are not marked as such, once every secret of the plan is known. */
export class PlainSecrets {
  constructor(
    private readonly secrets: Secrets,
    private readonly mask: TextMask,
  ) {}

  /** Hides, in the attributes of a resource, values of variables that are not plainly harmless, and secrets. */
  attributes(type: string, attributes: ValueObject): ValueObject {
    return this.mask.attributes(replaceTexts(type, attributes, (text, place) => this.hide(text, place)));
  }

  /** Hides the same in an output. */
  output(name: string, value: Value): Value {
    return this.mask.value(replaceOutput(name, value, (text, place) => this.hide(text, place)));
  }

  /** Hides secrets in a text that a person wrote. */
  text(text: string): string {
    return this.hideParts(this.mask.text(text));
  }

  /** Hides secrets in a path in the attributes of a resource. */
  path(path: ValuePath): ValuePath {
    return this.mask.path(path);
  }

  private hide(text: string, place: Place): Value {
    const { kind } = place;
    if (isSecret(text, place)) return this.secretFor(text, place);
    if (kind !== 'variable' && kind !== 'document') return this.hideParts(this.mask.text(text));
    if (this.mask.text(text) !== text) return this.standIn('sensitive', text);
    return judge(place.name, text) === 'harmless' ? text : this.standIn('not shown', text);
  }

  /** The length is told of variables only; an attribute becomes what Terraform's mark would have made of it. */
  private secretFor(text: string, { kind, isInText }: Place): Value {
    const isAttribute = kind === 'attribute' || kind === 'secret';
    if (isAttribute && !isInText) return this.secrets.hide(text) ?? new Sensitive('');
    return this.standIn('sensitive', text);
  }

  private standIn(word: 'sensitive' | 'not shown', text: string): string {
    return standIn(word, this.secrets.numberOfText(text), text);
  }

  private hideParts(text: string): string {
    return replaceSecrets(text, (secret) => `(sensitive ${this.secrets.numberOfText(secret)})`);
  }
}
