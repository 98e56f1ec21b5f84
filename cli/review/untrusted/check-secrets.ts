import { isDoubtfulName, isSecretName } from 'plan-review/plan/masking/secret-names';
import { RESOURCE_TYPES } from './allowed';
import type { Problem } from './check-stack';
import { expressionsIn, type ReadExpression } from './expressions';
import type { Json, JsonObject } from './read-json';
import { step } from './refusal';
import { SECRET_PLACES, type SecretPlace, type SecretScope } from './secret-places';

/** What the secrets of a stack are checked against. */
export interface SecretMeasure extends SecretScope {
  /** Types of resources that the config of the base allows beyond those of the platform. */
  readonly types: ReadonlySet<string>;
}

/**
 * Makes sure that secrets stand only where the stacks have them. What a provider configures itself with is compared with
 * the base as a whole.
 */
export function checkSecrets(json: JsonObject, measure: SecretMeasure): Problem[] {
  return Object.entries(json)
    .filter(([block]) => block !== 'provider')
    .flatMap(([block, value]) => [...problemsOf(block, [block], [], measure), ...checkAt(value, [block], measure)]);
}

function checkAt(value: Json, at: readonly string[], measure: SecretMeasure, places = [...at]): Problem[] {
  if (typeof value === 'string') return problemsOf(value, at, places, measure);
  if (typeof value !== 'object' || value === null) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, each]) => [
    // The name of a property is no place of a secret.
    ...(isList ? [] : problemsOf(key, [...at, key], [], measure)),
    ...checkAt(each, [...at, key], measure, isList ? places : [...places, key]),
  ]);
}

/** @param place the steps without the indices of lists */
function problemsOf(text: string, at: readonly string[], place: readonly string[], measure: SecretMeasure): Problem[] {
  const secrets = expressionsIn(text, measure.types).filter(({ references }) => references.some(isSecret));
  const found = SECRET_PLACES.find((each) => isAt(each, place));
  const allowed = found?.expressions(measure) ?? [];
  if (secrets.every((each) => allowed.includes(withoutNames(each)))) return [];
  const path = at.map(step).join('.');
  return found === undefined
    ? [{ path, found: 'a secret where no stack of the platform has it', allowed: placesFor(secrets) }]
    : [{ path, found: 'a secret in another form than the stacks have it', allowed: allowed.join(' or ') }];
}

function isAt({ at }: SecretPlace, place: readonly string[]): boolean {
  return at.length === place.length && at.every((each, index) => each === '*' || each === place[index]);
}

function placesFor(secrets: readonly ReadExpression[]): string {
  const roots = secrets.flatMap(({ references }) => references.filter(isSecret).map((each) => `${each[0] ?? ''}.`));
  const places = SECRET_PLACES.filter(({ expressions }) =>
    expressions({ platform: '', stack: '' }).some((each) => roots.some((root) => each.includes(root))),
  );
  return places.map(({ at }) => at.join('.')).join(', ') || 'no place';
}

/** The names of resources are those of a construct tree: another tree has others. */
function withoutNames({ text, references }: ReadExpression): string {
  return references.reduce((result, reference) => {
    const [root = ''] = reference;
    const name = root === 'data' ? 2 : 1;
    const plain = root === 'var' ? reference : reference.map((each, index) => (index === name ? '*' : each));
    return result.replaceAll(reference.join('.'), plain.join('.'));
  }, text);
}

/** Attributes that the stacks refer to, and that hold no secret on any type: what names a resource, and says where it is. */
const PLAIN_ATTRIBUTES: ReadonlySet<string> = new Set([
  'arn',
  'arn_suffix',
  'bucket',
  'dns_name',
  'domain',
  'family',
  'http_method',
  'id',
  'identifier',
  'invoke_url',
  'key_id',
  'name',
  'repository_url',
  'resource_id',
  'root_resource_id',
  'scalable_dimension',
  'service_namespace',
  'stage_name',
  'version',
]);

const PLAIN_DATA: ReadonlySet<string> = new Set([
  'aws_availability_zones',
  'aws_cloudwatch_log_groups',
  'aws_kms_alias',
  // The contracts of stacks hold nothing sensitive.
  'terraform_remote_state',
]);

/**
 * Whether a reference may be to a secret: every variable, every attribute that is not known to hold none, and of types that
 * the platform does not know each one that is called like a secret, but for the ARN in it: RDS tells by
 * `master_user_secret[0].secret_arn` where it keeps a password.
 */
function isSecret([root = '', second = '', attribute = '', ...inner]: readonly string[]): boolean {
  if (root === 'var') return true;
  if (root === 'data') return !PLAIN_DATA.has(second);
  if (PLAIN_ATTRIBUTES.has(attribute)) return false;
  if (RESOURCE_TYPES.has(root)) return true;
  if (inner.at(-1)?.endsWith('_arn') === true) return false;
  return [attribute, ...inner].some((name) => isSecretName(name) || isDoubtfulName(name));
}
