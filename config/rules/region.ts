import { unavailabilityOf } from '../../platform/regions';
import { quote } from '../issue';
import type { Rule } from './rule';

/** AWS has every service that a platform is made of in its region. */
export const usableRegion: Rule = ({ platform }) => {
  const unavailability = unavailabilityOf(platform.region);
  if (unavailability === undefined) return [];
  return [
    {
      path: ['region'],
      found: `${quote(platform.region)}: ${unavailability.reason}`,
      allowed: 'a region with Fargate, CodePipeline, CodeBuild, API Gateway and Cognito user pools',
      fix: 'use another region, for example eu-central-1, us-east-1 or us-gov-west-1',
    },
  ];
};
