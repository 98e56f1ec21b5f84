import type { ValueObject } from '../../../plan/value';
import { isObject } from '../../../plan/value';
import { capitalize, resourceName } from '../../reading/resource-name';
import { numberAt, textAt, textsIn, valuesAt } from '../../reading/values';
import type { ChangeRule } from '../../rule';
import { isOfSomethingThatExists } from '../security/attached-to';

/** A lifecycle of a bucket that deletes what somebody may still need. */
export const objectsExpire: ChangeRule = {
  about: 'change',
  id: 'objects-expire',
  category: 'data-loss',
  severities: ['attention'],
  meaning:
    'The lifecycle of a bucket that exists begins to delete objects or former versions of them, or does so sooner.',
  check: (change, plan) => {
    if (change.type !== 'aws_s3_bucket_lifecycle_configuration' || !isOfSomethingThatExists(change, plan)) return [];
    const old = expiriesIn(change.before);
    const sooner = expiriesIn(change.after).filter((expiry) => !old.some((one) => isAsSoon(one, expiry)));
    if (sooner.length === 0) return [];
    return [
      {
        severity: 'attention',
        title: `${capitalize(resourceName(change))} deletes ${sooner.map(textOf).join('; ')}`,
        detail: 'S3 deletes what is older within a day or two. Copy what is needed first.',
      },
    ];
  },
};

/** What a rule of a lifecycle deletes. */
interface Expiry {
  readonly what: 'objects' | 'former versions';
  /** Beginning of the names of what it is about; empty for everything. */
  readonly prefix: string;
  /** @default - on a certain day */
  readonly days?: number;
}

function expiriesIn(side: ValueObject | null): readonly Expiry[] {
  return valuesAt(side, 'rule')
    .filter(isObject)
    .filter((rule) => textAt(rule, 'status') !== 'Disabled')
    .flatMap((rule) => [
      ...expiryOf(rule, 'objects', 'expiration', 'days'),
      ...expiryOf(rule, 'former versions', 'noncurrent_version_expiration', 'noncurrent_days'),
    ]);
}

function expiryOf(rule: ValueObject, what: Expiry['what'], block: string, unit: string): readonly Expiry[] {
  const days = numberAt(rule, `${block}.${unit}`) ?? 0;
  const date = textAt(rule, `${block}.date`) ?? '';
  if (days === 0 && date === '') return [];
  return [{ what, prefix: prefixOf(rule), ...(days > 0 && { days }) }];
}

/** A filter by tags or size is about less than its prefix, which can be written in three places. */
function prefixOf(rule: ValueObject): string {
  const places = ['prefix', 'filter.prefix', 'filter.and.prefix'];
  return places.flatMap((place) => valuesAt(rule, place)).flatMap(textsIn)[0] ?? '';
}

function isAsSoon(old: Expiry, updated: Expiry): boolean {
  return old.what === updated.what && updated.prefix.startsWith(old.prefix) && (old.days ?? 0) <= (updated.days ?? 0);
}

function textOf({ what, prefix, days }: Expiry): string {
  const which = prefix === '' ? `all ${what}` : `${what} under ${prefix}`;
  return days === undefined ? `${which} on a certain day` : `${which} after ${days} ${days === 1 ? 'day' : 'days'}`;
}
