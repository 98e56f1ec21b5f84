import { valueAt } from '../data';
import { quote, type Path } from '../issue';
import type { Variant } from '../rule-context';
import type { Rule } from './rule';

/**
 * A secret is encrypted with a key of its own region. Sources: AWS Secrets Manager API, CreateSecret: KmsKeyId; AWS
 * Systems Manager API, PutParameter: KeyId.
 */
export const keysBesideSecrets: Rule = ({ data, variants }) =>
  variants.flatMap((variant) =>
    variant.settings.secretKeys
      .filter((key) => !isOfSecrets(key, variants, variant))
      .map((key) => {
        const path = placeOf(key, data, variant);
        const regions = [...new Set(secretsBeside(key, variants, variant).map(placeOfArn))];
        return {
          path,
          reads: [path, ['services', variant.service, 'secrets']],
          found: `a key in ${quote(placeOfArn(key))}, and ${regions.length === 0 ? 'no secrets' : `secrets in ${regions.map(quote).join(' and ')}`}`,
          allowed: 'keys in the region of a secret',
          fix:
            regions.length === 0
              ? 'remove the key, or add the secrets that are encrypted with it'
              : `use the key in ${regions.join(' or ')} that the secret is encrypted with`,
        };
      }),
  );

function isOfSecrets(key: string, variants: readonly Variant[], variant: Variant): boolean {
  return secretsBeside(key, variants, variant).some((secret) => placeOfArn(secret) === placeOfArn(key));
}

/** The secrets of every environment of the service that has the key. */
function secretsBeside(key: string, variants: readonly Variant[], { service }: Variant): readonly string[] {
  return variants
    .filter(({ service: other, settings }) => other === service && settings.secretKeys.includes(key))
    .flatMap(({ settings }) => Object.values(settings.secrets));
}

/** Where the config has the key: an override adds keys to those of the service. */
function placeOf(key: string, data: unknown, { service, environment }: Variant): Path {
  const override = ['services', service, 'environments', environment ?? '', 'secretKeys'];
  const isOwn = environment !== undefined && isListWith(key, valueAt(data, override));
  return isOwn ? override : ['services', service, 'secretKeys'];
}

function isListWith(item: string, list: unknown): boolean {
  return Array.isArray(list) && list.includes(item);
}

/** Where the resource of an ARN is, e.g. `eu-central-1`, or `aws-us-gov us-gov-west-1` in another partition. */
function placeOfArn(arn: string): string {
  const [, partition = '', , region = ''] = arn.split(':');
  return partition === 'aws' ? region : `${partition} ${region}`;
}
