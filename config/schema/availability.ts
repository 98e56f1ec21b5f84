import { z } from 'zod';
import { defaultRuntime as defaults } from '../defaults';
import { grammar } from '../grammar';
import type { HealthCheckInput, ScalingInput, TasksInput } from '../input';
import { text, wholeNumber, yesOrNo } from './basics';
import { option, type Shape } from './option';

/** Limits: Elastic Load Balancing API, CreateTargetGroup. */
export const healthCheck = option(
  z.strictObject({
    path: text(grammar.healthCheckPath, {
      description: 'Path that answers with a success code when the service is well.',
      allowed: 'a path that begins with /, up to 1024 characters without spaces',
      example: defaults.healthCheck.path,
      default: defaults.healthCheck.path,
    }).optional(),
    interval: wholeNumber(5, 300, {
      description: 'Seconds between checks.',
      unit: 'seconds',
      default: defaults.healthCheck.interval,
    }).optional(),
    timeout: wholeNumber(2, 120, {
      description: 'Seconds until a check counts as failed; less than the interval.',
      unit: 'seconds',
      default: defaults.healthCheck.timeout,
    }).optional(),
    healthyThreshold: wholeNumber(2, 10, {
      description: 'Successes in a row that make a target healthy.',
      unit: 'checks',
      default: defaults.healthCheck.healthyThreshold,
    }).optional(),
    unhealthyThreshold: wholeNumber(2, 10, {
      description: 'Failures in a row that make a target unhealthy.',
      unit: 'checks',
      default: defaults.healthCheck.unhealthyThreshold,
    }).optional(),
    successCodes: text(grammar.successCodes, {
      description: 'HTTP codes of success: codes and ranges separated by commas.',
      allowed: 'HTTP codes from 200 to 499, such as "200", "200,204" or "200-299"',
      example: defaults.healthCheck.successCodes,
      default: defaults.healthCheck.successCodes,
      fix: (found) => (Number.isInteger(found) ? `write it in quotes: successCodes: "${String(found)}"` : undefined),
    }).optional(),
  } satisfies Shape<HealthCheckInput>),
  { description: "The load balancer's health check of the service.", allowed: 'health check options', example: {} },
);

/** Most tasks of a service. Source: Amazon ECS endpoints and quotas, "Tasks per service". */
const MOST_TASKS = 5000;

/** How many tasks run. */
export const tasks = option(
  z.strictObject({
    min: wholeNumber(0, MOST_TASKS, {
      description: 'Tasks that run at least.',
      unit: 'tasks',
      default: defaults.tasks.min,
    }).optional(),
    desired: wholeNumber(0, MOST_TASKS, {
      description: 'Tasks to begin with; at least min if left out. Scaling decides from then on.',
      unit: 'tasks',
      default: defaults.tasks.desired,
    }).optional(),
    max: wholeNumber(1, MOST_TASKS, {
      description: 'Tasks that run at most; at least desired if left out.',
      unit: 'tasks',
      default: defaults.tasks.max,
    }).optional(),
  } satisfies Shape<TasksInput>),
  { description: 'How many tasks run.', allowed: 'task counts', example: {} },
);

/** A day. For longer, `disableScaleIn` is the right option. */
const LONGEST_COOLDOWN = 86_400;

/** Target tracking on the average CPU utilization. */
export const scaling = option(
  z.strictObject({
    cpu: wholeNumber(1, 100, {
      description: 'Target CPU utilization in percent.',
      unit: 'percent',
      default: defaults.scaling.cpu,
    }).optional(),
    scaleOutCooldown: wholeNumber(0, LONGEST_COOLDOWN, {
      description: 'Seconds after a scale-out before the next.',
      unit: 'seconds',
      default: defaults.scaling.scaleOutCooldown,
    }).optional(),
    scaleInCooldown: wholeNumber(0, LONGEST_COOLDOWN, {
      description: 'Seconds after a scale-in before the next.',
      unit: 'seconds',
      default: defaults.scaling.scaleInCooldown,
    }).optional(),
    disableScaleIn: yesOrNo('Whether tasks are only ever added.').optional(),
  } satisfies Shape<ScalingInput>),
  { description: 'Target tracking on the average CPU utilization.', allowed: 'scaling options', example: {} },
);
