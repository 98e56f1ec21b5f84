import { isWithinVersions, providerVersions, type ProviderName } from '../../../platform/provider-versions';
import type { Problem } from './check-stack';
import { isObject, type Json, type JsonObject } from './read-json';
import { step } from './refusal';
import { isSame, withoutTags, type TrustedPlatform } from './trusted-platform';

/** Checks what decides where a plan goes, with which programs and as whom: all of it is the base's. */
export function checkSettings(stack: string, json: JsonObject, platform: TrustedPlatform): Problem[] {
  return [
    ...checkTerraform(stack, json['terraform'], platform),
    ...checkProviders(json['provider'], platform),
    ...eachOf('variable', json['variable'], platform.variables),
    ...checkUsed(json),
  ];
}

/** A provider that is used and not named would be another one: Terraform makes up its source and its configuration. */
function checkUsed({ resource, data, provider, terraform }: JsonObject): Problem[] {
  const types = [resource, data].flatMap((blocks) => (isObject(blocks) ? Object.keys(blocks) : []));
  const used = new Set(types.map((type) => type.replace(/_.*$/, '')).filter((name) => name !== 'terraform'));
  const required = isObject(terraform) ? terraform['required_providers'] : undefined;
  return [...used].flatMap((name) =>
    Object.entries({ 'terraform.required_providers': required, provider })
      .filter(([, named]) => !isObject(named) || !Object.hasOwn(named, name))
      .map(([path]) => ({
        path,
        found: `no ${step(name)}, whose resources are used`,
        allowed: 'every provider that is used',
      })),
  );
}

const OF_TERRAFORM: readonly string[] = ['backend', 'required_providers', 'required_version'];

function checkTerraform(stack: string, terraform: Json | undefined, platform: TrustedPlatform): Problem[] {
  if (!isObject(terraform)) return [{ path: 'terraform', found: 'no object', allowed: 'an object' }];
  const unknown = Object.keys(terraform)
    .filter((name) => !OF_TERRAFORM.includes(name))
    .map((name) => ({
      path: `terraform.${step(name)}`,
      found: `a block ${step(name)}`,
      allowed: OF_TERRAFORM.join(', '),
    }));
  return [
    ...unknown,
    ...sameAs('terraform.backend', terraform['backend'], platform.backendOf(stack)),
    ...sameAs('terraform.required_version', terraform['required_version'], platform.requiredVersion),
    ...checkRequired(terraform['required_providers'], platform),
  ];
}

/** The programs that Terraform starts: those of the base, in any version that the platform supports. */
function checkRequired(found: Json | undefined, { requiredProviders }: TrustedPlatform): Problem[] {
  if (!isObject(found)) return [{ path: 'terraform.required_providers', found: 'no object', allowed: 'an object' }];
  return Object.entries(found).flatMap(([name, value]) => {
    const trusted = requiredProviders.get(name);
    const supported = isObject(value) && isObject(trusted) && isSupported(name, value['version']);
    // Of a supported version only the rest is compared.
    return sameAs(
      `terraform.required_providers.${step(name)}`,
      supported ? { ...value, version: trusted['version'] ?? null } : value,
      trusted,
    );
  });
}

function isSupported(provider: string, version: Json | undefined): boolean {
  return (
    provider in providerVersions && typeof version === 'string' && isWithinVersions(provider as ProviderName, version)
  );
}

function checkProviders(providers: Json | undefined, platform: TrustedPlatform): Problem[] {
  if (!isObject(providers)) return [{ path: 'provider', found: 'no object', allowed: 'an object' }];
  const plain = Object.entries(providers).map(([name, value]) => [name, withoutTags(value)] as const);
  return [
    ...eachOf('provider', Object.fromEntries(plain), platform.providers),
    ...Object.entries(providers).flatMap(([name, value]) => checkTags(`provider.${step(name)}`, value)),
  ];
}

/** Tags of all resources are plain texts: an expression in the configuration of a provider has its secrets at hand. */
function checkTags(path: string, provider: Json): Problem[] {
  if (!Array.isArray(provider)) return [];
  return (provider as readonly Json[]).flatMap((each) => {
    const tags = isObject(each) ? each['default_tags'] : undefined;
    if (tags === undefined || isPlain(tags)) return [];
    return [{ path: `${path}.default_tags`, found: 'tags with expressions', allowed: 'plain texts' }];
  });
}

function isPlain(value: Json): boolean {
  return !/[$%]\{/.test(JSON.stringify(value));
}

/** Everything in an object is what the base has under the same name. */
function eachOf(path: string, found: Json | undefined, trusted: ReadonlyMap<string, Json>): Problem[] {
  if (found === undefined) return [];
  if (!isObject(found)) return [{ path, found: 'no object', allowed: 'an object' }];
  return Object.entries(found).flatMap(([name, value]) => sameAs(`${path}.${step(name)}`, value, trusted.get(name)));
}

function sameAs(path: string, found: Json | undefined, trusted: Json | undefined): Problem[] {
  if (isSame(found, trusted)) return [];
  const allowed = trusted === undefined ? 'nothing, as in the branch that is deployed' : JSON.stringify(trusted);
  return [{ path, found: 'something else than in the branch that is deployed', allowed }];
}
