import type { Call } from '../../gateway/authorization/call';
import { ask, type Question } from '../../gateway/authorization/question';

/**
 * Service Authorization Reference, "Actions, resources, and condition keys for AWS Application Auto Scaling". The ARNs of
 * targets have ids that calls do not name; policies tell targets apart by condition keys.
 */
export function applicationAutoScaling(call: Call): Question[] {
  const isOfAll = call.operation.startsWith('Describe');
  const resource = call.text('ResourceARN') || call.arn('application-autoscaling', 'scalable-target/*');
  const context = {
    'application-autoscaling:service-namespace': call.text('ServiceNamespace'),
    'application-autoscaling:scalable-dimension': call.text('ScalableDimension'),
  };
  return ask(`application-autoscaling:${call.operation}`, [isOfAll ? '*' : resource], { ...context, ...call.tags });
}
