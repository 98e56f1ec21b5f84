import { apiResourceCount, pathPrefixes } from '../../../platform/api-paths';
import { lockKey, stackOfStateKey, stateBucketName, stateKey } from '../../../platform/states';
import { ownTags } from '../../../platform/tags';

describe('paths of an API', () => {
  it('begin with each of their own segments', () => {
    expect(pathPrefixes('a/b/c')).toEqual(['a', 'a/b', 'a/b/c']);
  });

  it('are a resource for the root, each distinct segment, and one more for each service', () => {
    expect(apiResourceCount([])).toBe(1);
    expect(apiResourceCount(['a'])).toBe(3);
    expect(apiResourceCount(['v1/a', 'v1/b'])).toBe(6);
    expect(apiResourceCount(['a/x', 'b/x'])).toBe(7);
  });
});

describe('states', () => {
  it('lie in a bucket whose name stays within the 63 characters of S3', () => {
    const name = stateBucketName({ name: 'p'.repeat(40), account: '123456789012', region: 'ap-southeast-2' });
    expect(name.length).toBeLessThanOrEqual(63);
  });

  it('lie under the platform and the stack, with the lock beside them', () => {
    expect(stateKey('shop', 'dev-orders')).toBe('shop/dev-orders.tfstate');
    expect(lockKey('shop/dev-orders.tfstate')).toBe('shop/dev-orders.tfstate.tflock');
    expect(stackOfStateKey('shop/dev-orders.tfstate')).toEqual({ platform: 'shop', stack: 'dev-orders' });
  });
});

describe('own tags', () => {
  it('name the platform, what part of it a resource is, and what manages it', () => {
    expect(ownTags({ platform: 'shop' })).toEqual({ platform: 'shop', 'managed-by': 'fargate-delivery' });
    expect(Object.keys(ownTags({ platform: 'shop', environment: 'dev', service: 'orders' }))).toEqual([
      'platform',
      'environment',
      'service',
      'managed-by',
    ]);
  });
});
