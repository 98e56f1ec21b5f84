import { parseJson } from '../../json';
import { isList, isObject, type Value, type ValueObject } from '../value';

/**
 * What a text of a resource is: the value of a variable; a document or value that may hold anything, such as user data;
 * the value beside a name, of any kind; a secret in any case; or an attribute like all others.
 */
export type Kind = 'variable' | 'document' | 'pair' | 'secret' | 'attribute';

/** A text where it stands. */
export interface Place {
  readonly kind: Kind;
  /** Of the variable or attribute. */
  readonly name: string;
  /** Whether it is part of a text in JSON. */
  readonly isInText: boolean;
}

/** What becomes of a text. */
export type Replacement = (text: string, place: Place) => Value;

/** Names of attributes, as words joined by `_`, that hold variables. */
const VARIABLES =
  /^(?:env|environment|env_vars?|environment_?variables?|(?:\w+_)?variables?|app_settings|config_vars|default_arguments)$/;
/** Names of attributes that hold scripts. */
const SCRIPTS = /^(?:user_data(?:_base64|_raw)?|custom_data|(?:metadata_)?startup_script|rendered)$/;

/** Attributes of certain resources, by the beginning of their type. */
const BY_TYPE: readonly (readonly [type: RegExp, attribute: RegExp, kind: Kind])[] = [
  [/^helm_release$/, /^(?:set|set_list|set_sensitive|set_wo)$/, 'variable'],
  [/^helm_release$/, /^(?:values|manifest)$/, 'document'],
  [/^aws_cloudformation_/, /^(?:parameters|parameter_overrides)$/, 'variable'],
  [/^aws_cloudformation_/, /^outputs$/, 'document'],
  [/^aws_elastic_beanstalk_/, /^setting$/, 'variable'],
  [/^aws_ssm_parameter$/, /^(?:value|insecure_value)$/, 'document'],
  [/^kubernetes_config_map/, /^(?:data|binary_data)$/, 'variable'],
  [/^kubernetes_secret/, /^(?:data|binary_data)$/, 'secret'],
  [/^random_password$/, /^(?:result|bcrypt_hash)$/, 'secret'],
  [/^vault_generic_secret$/, /^(?:data|data_json)$/, 'secret'],
  [/^github_actions_secret$/, /^(?:plaintext_value|encrypted_value)$/, 'secret'],
];

/** Replaces the texts of a resource, or of an output, each by what becomes of it where it stands. */
export function replaceTexts(type: string, attributes: ValueObject, replace: Replacement): ValueObject {
  const resource = typeof attributes['name'] === 'string' ? attributes['name'] : '';
  const named = Object.entries(attributes).map(([key, value]): readonly [string, Value] => {
    const kind = kindOf(type, key) ?? 'attribute';
    // The name of a parameter says what is in it.
    const name = type === 'aws_ssm_parameter' && kind === 'document' ? resource : key;
    return [key, replaceIn(value, { kind, name, isInText: false }, type, replace)];
  });
  return Object.fromEntries(named);
}

/** Replaces the texts of an output, none of which is known to be anything. */
export function replaceOutput(name: string, value: Value, replace: Replacement): Value {
  return replaceIn(value, { kind: 'document', name, isInText: false }, '', replace);
}

function replaceIn(value: Value, place: Place, type: string, replace: Replacement): Value {
  if (typeof value === 'string') return replaceText(value, place, type, replace);
  if (typeof value === 'number' && place.kind !== 'attribute') return replaceNumber(value, place, replace);
  if (isList(value)) return replaceList(value, place, type, replace);
  return isObject(value) ? replaceMembers(value, place, type, replace) : value;
}

/** Documents in JSON are looked into, and written anew only if something in them is replaced. */
function replaceText(text: string, place: Place, type: string, replace: Replacement): Value {
  const json = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  if (json === undefined || (place.kind !== 'attribute' && !isListOfPairs(json))) return replace(text, place);
  const written = JSON.stringify(json);
  const replaced = JSON.stringify(replaceIn(json as Value, { ...place, isInText: true }, type, replace));
  return replaced === written ? text : replaced;
}

function isListOfPairs(json: unknown): boolean {
  return Array.isArray(json) && json.every((each) => isObject(each as Value) && pairOf(each as ValueObject));
}

function replaceNumber(number: number, place: Place, replace: Replacement): Value {
  const replaced = replace(String(number), place);
  return replaced === String(number) ? number : replaced;
}

/** The word behind `--password` is one. */
function replaceList(list: readonly Value[], place: Place, type: string, replace: Replacement): Value {
  return list.map((element, index) => {
    const previous = list[index - 1];
    const [, option] = (typeof previous === 'string' && /^--?([a-z][\w-]*)$/i.exec(previous)) || [];
    return replaceIn(element, option === undefined ? place : { ...place, name: option }, type, replace);
  });
}

function replaceMembers(object: ValueObject, place: Place, type: string, replace: Replacement): Value {
  const pair = pairOf(object);
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      if (pair?.valueKey !== key) return [key, replaceIn(value, memberPlace(key, place, type, pair), type, replace)];
      const kind = place.kind === 'attribute' ? 'pair' : place.kind;
      return [key, pair.isPlain ? replaceIn(value, { ...place, kind, name: pair.name }, type, replace) : value];
    }),
  );
}

/** In a pair only the value is one; all else is an attribute, such as its name. */
function memberPlace(key: string, place: Place, type: string, pair: Pair | undefined): Place {
  const kind = pair === undefined ? (kindOf(type, key) ?? place.kind) : 'attribute';
  return { ...place, kind, name: key };
}

/** A variable as AWS writes it: `{ name, value, type }`; in pipelines `{ name, default_value }`. */
interface Pair {
  readonly name: string;
  readonly valueKey: string;
  /** False if the value names a secret of a store. */
  readonly isPlain: boolean;
}

function pairOf(object: ValueObject): Pair | undefined {
  const { name, type = 'PLAINTEXT' } = object;
  const valueKey = ['value', 'default_value'].find((key) => Object.hasOwn(object, key));
  if (typeof name !== 'string' || valueKey === undefined) return undefined;
  return { name, valueKey, isPlain: type !== 'SECRETS_MANAGER' && type !== 'PARAMETER_STORE' };
}

function kindOf(type: string, attribute: string): Kind | undefined {
  const known = BY_TYPE.find(([ofType, ofName]) => ofType.test(type) && ofName.test(attribute));
  if (known !== undefined) return known[2];
  const words = attribute.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  if (VARIABLES.test(words) && !(type === 'aws_codebuild_project' && words === 'environment')) return 'variable';
  return SCRIPTS.test(words) ? 'document' : undefined;
}
