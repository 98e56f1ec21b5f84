import { globalArnOf } from '../../gateway/arn';
import type { Call } from '../../gateway/authorization/call';
import { ask, type Question } from '../../gateway/authorization/question';

/** Service Authorization Reference, "Actions, resources, and condition keys for Amazon CloudWatch". */
export function cloudwatch(call: Call): Question[] {
  const namespace = call.text('Namespace');
  const context = { ...(namespace !== '' && { 'cloudwatch:namespace': namespace }), ...call.tags };
  return ask(`cloudwatch:${call.operation}`, resourcesOf(call), context);
}

function resourcesOf(call: Call): string[] {
  const { operation } = call;
  if (call.text('ResourceARN') !== '') return [call.text('ResourceARN')];
  if (operation.includes('Dashboard')) return dashboards(call);
  if (!/Alarm/.test(operation) || operation === 'DescribeAlarmsForMetric') return ['*'];
  const several = call.texts('AlarmNames');
  const names = several.length > 0 ? several : [call.text('AlarmName') || '*'];
  return names.map((name) => call.arn('cloudwatch', `alarm:${name}`));
}

/** Dashboards belong to no region. */
function dashboards(call: Call): string[] {
  const several = call.texts('DashboardNames');
  const names = several.length > 0 ? several : [call.text('DashboardName')];
  if (names.join('') === '') return ['*'];
  return names.map((name) => globalArnOf(call.request, 'cloudwatch', `dashboard/${name}`));
}
