import { expiredImages, isRunnable, type StoredImage } from './lifecycle-policy';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-03-01T00:00:00Z');

/** An image that was pushed so many days ago. */
function image(digest: string, days: number, ...tags: readonly string[]): StoredImage {
  return { digest, tags, pushedAt: NOW - days * DAY_MS, isReferenced: false };
}

interface Selection {
  readonly tagStatus: 'tagged' | 'untagged' | 'any';
  readonly tagPatternList?: readonly string[];
  readonly tagPrefixList?: readonly string[];
  readonly countType: 'imageCountMoreThan' | 'sinceImagePushed';
  readonly countNumber: number;
}

/** A policy of these selections; the first has the highest priority. */
function policy(...selections: readonly Selection[]): string {
  const rules = selections.map((selection, index) => ({
    rulePriority: index + 1,
    selection: { ...selection, ...(selection.countType === 'sinceImagePushed' && { countUnit: 'days' }) },
    action: { type: 'expire' },
  }));
  // The order of the rules says nothing.
  return JSON.stringify({ rules: rules.reverse() });
}

const count = (pattern: string, countNumber: number): Selection => ({
  tagStatus: 'tagged',
  tagPatternList: [pattern],
  countType: 'imageCountMoreThan',
  countNumber,
});

const expired = (text: string, ...images: readonly StoredImage[]): string[] => expiredImages(text, images, NOW);

test('of more images than a rule counts, the oldest expire', () => {
  expect(expired(policy(count('*', 2)), image('a', 3, 'x'), image('b', 1, 'y'), image('c', 2, 'z'))).toEqual(['a']);
});

test('images without a tag expire by their age', () => {
  const untagged: Selection = { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 7 };
  expect(expired(policy(untagged), image('a', 8), image('b', 7), image('c', 9, 'x'))).toEqual(['a']);
});

test('an image with the tags of a rule expires by no rule of a lower priority, which counts it all the same', () => {
  const rules = policy(count('released-*', 100), count('*', 1));
  const images = [image('running', 9, 'old', 'released-prod-1'), image('b', 2, 'y'), image('c', 1, 'z')];
  expect(expired(rules, ...images)).toEqual(['b']);
  expect(expired(rules, image('running', 1, 'released-prod-1'), image('b', 2, 'y'))).toEqual(['b']);
});

test('of several patterns, each needs a tag', () => {
  const both: Selection = { ...count('a*', 0), tagPatternList: ['a*', '*z'] };
  expect(expired(policy(both), image('one', 1, 'a1'), image('both', 1, 'a1', 'yz'), image('same', 1, 'az'))).toEqual([
    'both',
    'same',
  ]);
});

test('patterns have no other signs than the star, and prefixes none', () => {
  expect(expired(policy(count('v1.0*', 0)), image('a', 1, 'v1x0'), image('b', 1, 'v1.0-rc'))).toEqual(['b']);
  const prefix: Selection = {
    tagStatus: 'tagged',
    tagPrefixList: ['dev'],
    countType: 'imageCountMoreThan',
    countNumber: 0,
  };
  expect(expired(policy(prefix), image('a', 1, 'dev-1'), image('b', 1, 'x-dev'))).toEqual(['a']);
});

test('what an index names does not expire', () => {
  const any: Selection = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 0 };
  expect(expired(policy(any), { ...image('a', 1), isReferenced: true }, image('b', 1))).toEqual(['b']);
});

test('policies that do something else than expire images are not run', () => {
  expect(isRunnable(policy(count('*', 1)))).toBe(true);
  expect(isRunnable(policy(count('*', 1)).replace('"expire"', '"transition"'))).toBe(false);
});
