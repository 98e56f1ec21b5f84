import { regionalArn, type AwsPlace } from '../../platform/arns';
import { servicePrincipal } from '../../platform/partitions';
import type { ServiceRoleProps } from '../iam/service-role';

/**
 * Whom a role of tasks trusts: only tasks of this account and region, so that ECS can't be made a deputy of another
 * account's. Source: Amazon ECS Developer Guide, "Amazon ECS task IAM role", trust policy.
 */
export function trustTasks(place: AwsPlace): Pick<ServiceRoleProps, 'servicePrincipal' | 'trustConditions'> {
  return {
    servicePrincipal: servicePrincipal('ecs-tasks'),
    trustConditions: {
      StringEquals: { 'aws:SourceAccount': place.account },
      ArnLike: { 'aws:SourceArn': regionalArn(place, 'ecs', '*') },
    },
  };
}
