import type { Place } from '../../../gateway/table';

/**
 * Address of a page of the AWS console, as AWS links it.
 * @param page path below the console's root
 */
export function consoleUrl({ scope }: Place, page: string): string {
  return `https://${scope.region}.console.aws.amazon.com/${page}`;
}
