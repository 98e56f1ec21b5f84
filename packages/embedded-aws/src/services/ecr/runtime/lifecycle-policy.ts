import { z } from 'zod';

import { parseJson } from '../../../parse-json';

const DAY_MS = 24 * 3_600_000;

/** Amazon ECR User Guide, "Lifecycle policy properties in Amazon ECR", of policies that expire images. */
const ruleSchema = z.object({
  rulePriority: z.number(),
  selection: z.object({
    tagStatus: z.enum(['tagged', 'untagged', 'any']),
    tagPrefixList: z.array(z.string()).optional(),
    tagPatternList: z.array(z.string()).optional(),
    countType: z.enum(['imageCountMoreThan', 'sinceImagePushed']),
    countNumber: z.number(),
  }),
  action: z.object({ type: z.literal('expire') }),
});

const policySchema = z.object({ rules: z.array(ruleSchema) });

type Rule = z.infer<typeof ruleSchema>;

/** An image as a lifecycle policy sees it. */
export interface StoredImage {
  readonly digest: string;
  readonly tags: readonly string[];
  /** Milliseconds since the epoch. */
  readonly pushedAt: number;
  /** Whether an index that is stored names it: then it cannot expire. */
  readonly isReferenced: boolean;
}

/** Whether a policy can be run here; others, such as those that archive images, are stored only. */
export function isRunnable(policyText: string): boolean {
  return policySchema.safeParse(parseJson(policyText)).success;
}

/**
 * The digests of the images that a policy lets expire (Amazon ECR User Guide, "How lifecycle policies work"): all rules
 * are evaluated on all images, and then applied by priority. An image that has the tags of a rule cannot be expired by
 * a rule of a lower priority, which counts it all the same.
 * @param now milliseconds since the epoch
 */
export function expiredImages(policyText: string, images: readonly StoredImage[], now: number): string[] {
  const { rules } = policySchema.parse(parseJson(policyText));
  const byPriority = [...rules].sort((one, other) => one.rulePriority - other.rulePriority);
  return images
    .filter((image) => {
      const first = byPriority.find((rule) => hasTagsOf(rule, image));
      return first !== undefined && !image.isReferenced && marks(first, images, now).has(image.digest);
    })
    .map(({ digest }) => digest);
}

function marks(rule: Rule, images: readonly StoredImage[], now: number): Set<string> {
  const { countType, countNumber } = rule.selection;
  const selected = images.filter((image) => hasTagsOf(rule, image));
  const youngestFirst = [...selected].sort((one, other) => other.pushedAt - one.pushedAt);
  const marked =
    countType === 'imageCountMoreThan'
      ? youngestFirst.slice(countNumber)
      : youngestFirst.filter(({ pushedAt }) => now - pushedAt > countNumber * DAY_MS);
  return new Set(marked.map(({ digest }) => digest));
}

/** Of several prefixes or patterns, each needs a tag of the image. */
function hasTagsOf({ selection }: Rule, { tags }: StoredImage): boolean {
  const { tagStatus, tagPrefixList = [], tagPatternList = [] } = selection;
  if (tagStatus === 'any') return true;
  if (tagStatus === 'untagged') return tags.length === 0;
  const patterns = [...tagPrefixList.map((prefix) => `${prefix}*`), ...tagPatternList].map(regularExpression);
  return tags.length > 0 && patterns.every((pattern) => tags.some((tag) => pattern.test(tag)));
}

/** `*` stands for any characters, also none. */
function regularExpression(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
