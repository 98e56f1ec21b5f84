import type { Place } from '../../../gateway/table';

/** The account and region that an ARN names (AWS General Reference, "Amazon Resource Names"). */
export function placeOf(arn: string): Place {
  const [, , , region = '', account = ''] = arn.split(':');
  return { account, scope: { region } };
}
