import { stackIds } from '../../../platform/stack-ids';
import { stackOfStateKey, stateKey } from '../../../platform/states';
import { stateLocation, type Stack } from '../../stacks/manifest';
import { isObject, type Json, type JsonObject } from './read-json';

/** What the base says of its platform: the measure of what a change may hold. */
export interface TrustedPlatform {
  /** Name of the platform. */
  readonly name: string;
  /** The block `terraform.backend` of a stack. */
  readonly backendOf: (stack: string) => Json;
  /** Where the state of a stack is, as `terraform_remote_state` says it. */
  readonly remoteStateOf: (stack: string) => Json;
  readonly requiredVersion: Json | undefined;
  /** What `terraform.required_providers` says of each provider, by its name. */
  readonly requiredProviders: ReadonlyMap<string, Json>;
  /** What the configuration of each provider says, but for the tags, by its name. */
  readonly providers: ReadonlyMap<string, Json>;
  /** Input variables by name. */
  readonly variables: ReadonlyMap<string, Json>;
}

/**
 * Reads the platform from the stacks of the base.
 * @throws Error if there is no bootstrap, which every platform has
 */
export function trustedPlatform(stacks: readonly Stack[]): TrustedPlatform {
  const bootstrap = stacks.find(({ name }) => name === stackIds.bootstrap());
  if (bootstrap === undefined) throw new Error('the base has no stack bootstrap');
  const { bucket, key, region } = stateLocation(bootstrap);
  const { platform: name } = stackOfStateKey(key);
  const { terraform } = bootstrap.json;
  const entries = <T>(of: (json: JsonObject) => Json | undefined): (readonly [string, T])[] =>
    stacks.flatMap(({ json }) => Object.entries((of(json as JsonObject) ?? {}) as Record<string, T>));
  return {
    name,
    backendOf: (stack) => ({ s3: { ...(terraform.backend.s3 as JsonObject), key: stateKey(name, stack) } }),
    remoteStateOf: (stack) => ({ bucket, key: stateKey(name, stack), region }),
    requiredVersion: terraform['required_version'] as Json | undefined,
    requiredProviders: new Map(entries<Json>((json) => (json['terraform'] as JsonObject)['required_providers'])),
    providers: new Map(
      entries<Json>((json) => json['provider']).map(([each, value]) => [each, withoutTags(value)] as const),
    ),
    variables: new Map(entries<Json>((json) => json['variable'])),
  };
}

/** A configuration of a provider without the tags of all resources, which may change. */
export function withoutTags(provider: Json): Json {
  if (!Array.isArray(provider)) return provider;
  return (provider as readonly Json[]).map((each) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).filter(([name]) => name !== 'default_tags')) : each,
  );
}

/** Whether two values are the same, in any order of properties. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

function inOrder(value: Json | undefined): unknown {
  if (Array.isArray(value)) return (value as readonly Json[]).map(inOrder);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  // Not a list itself, or a list of pairs would be the same as an object.
  return { pairs: names.map((name) => [name, inOrder(value[name])]) };
}
