/** Most characters of a managed policy. Source: IAM User Guide, "IAM and AWS STS quotas, name requirements". */
const MOST_CHARACTERS = 6_144;

/**
 * What is wrong with the length of a policy; nothing if IAM takes it.
 * @param subject e.g. `the policy shop-ci`
 * @param limit in characters without white space. @default - that of a managed policy
 */
export function tooLong(subject: string, { length }: string, limit = MOST_CHARACTERS): string[] {
  if (length <= limit) return [];
  return [
    `${subject} has ${length} characters, IAM takes ${limit} at most. ` +
      'Keep secrets that belong together under one path, or in one secret as JSON; ' +
      'give services no names that begin with that of an environment and a hyphen; or divide the platform',
  ];
}
