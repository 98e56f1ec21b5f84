import type { Review } from '../../review/report/review';

/**
 * What makes the verdict, in a line each, e.g. `dangerous  data-loss  hello-registry: ECR repository … is destroyed`.
 * Notes are left to the report.
 */
export function reasonsOf({ findings }: Pick<Review, 'findings'>): string[] {
  return findings
    .filter(({ severity }) => severity !== 'note')
    .map(({ severity, category, stack, title }) => `${severity}  ${category}  ${stack}: ${title}`);
}
