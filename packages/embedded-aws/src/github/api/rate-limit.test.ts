import { RateLimit } from './rate-limit';

describe('the rate limit', () => {
  test('each token has a count of its own', () => {
    const limit = new RateLimit();
    limit.count('some', 0);

    expect(limit.count('other', 0)['x-ratelimit-used']).toBe('1');
    expect(limit.count('some', 0)['x-ratelimit-used']).toBe('2');
  });

  test('a count starts anew after an hour', () => {
    const limit = new RateLimit();
    limit.count('some', 0);

    expect(limit.count('some', 3599.9)).toMatchObject({ 'x-ratelimit-used': '2', 'x-ratelimit-reset': '3600' });
    expect(limit.count('some', 3600)).toMatchObject({ 'x-ratelimit-used': '1', 'x-ratelimit-reset': '7200' });
  });

  test('what remains does not fall below zero', () => {
    const limit = new RateLimit();
    const counts = Array.from({ length: 5001 }, () => limit.count('some', 0)['x-ratelimit-remaining']);

    expect(counts.slice(4998)).toEqual(['1', '0', '0']);
  });
});
