import { grammar } from '../grammar';
import { group, text, wholeNumber, yesOrNo } from './kinds';
import { notInHealthCheck, notInScaling, notInTasks } from './refused/groups';
import { seconds } from './from-other-tools';
import { followingCounts } from './special-cases';

/** Limits: Elastic Load Balancing API, CreateTargetGroup. */
export const healthCheck = group(
  {
    path: text(grammar.healthCheckPath, {
      description: 'Path that answers with a success code when the service is well.',
      allowed: 'a path that begins with /, up to 1024 characters without spaces',
      allowedInShort: 'a path that begins with /',
      example: '/',
      default: '/',
      synonyms: ['url', 'endpoint'],
      meant: (found) =>
        typeof found === 'string' ? `/${found.replace(/^https?:\/\/[^/]*/, '').replace(/^\//, '')}` : undefined,
    }).optional(),
    interval: wholeNumber(5, 300, {
      description: 'Seconds between checks.',
      unit: 'seconds',
      default: 30,
      synonyms: ['intervalSeconds', 'period'],
      meant: seconds,
    }).optional(),
    timeout: wholeNumber(2, 120, {
      description: 'Seconds until a check counts as failed; less than the interval.',
      unit: 'seconds',
      default: 5,
      synonyms: ['timeoutSeconds'],
      meant: seconds,
    }).optional(),
    healthyThreshold: wholeNumber(2, 10, {
      description: 'Successes in a row that make a target healthy.',
      unit: 'checks',
      default: 5,
      synonyms: ['healthyThresholdCount', 'successThreshold'],
    }).optional(),
    unhealthyThreshold: wholeNumber(2, 10, {
      description: 'Failures in a row that make a target unhealthy.',
      unit: 'checks',
      default: 2,
      synonyms: ['unhealthyThresholdCount', 'failureThreshold', 'retries'],
    }).optional(),
    successCodes: text(grammar.successCodes, {
      description: 'HTTP codes of success: codes and ranges separated by commas.',
      allowed: 'HTTP codes from 200 to 499, such as "200", "200,204" or "200-299"',
      example: '200',
      default: '200',
      synonyms: ['matcher', 'httpCodes', 'healthyHttpCodes', 'statusCodes'],
      meant: (found) => (Array.isArray(found) ? found.join(',') : undefined),
    }).optional(),
  },
  {
    type: 'HealthCheck',
    description: "The load balancer's health check of the service.",
    synonyms: ['health'],
    main: ['path'],
    refused: notInHealthCheck,
  },
);

/** Most tasks of a service. Source: Amazon ECS endpoints and quotas, "Tasks per service". */
const MOST_TASKS = 5000;

/** How many tasks run. */
export const tasks = group(
  {
    min: wholeNumber(0, MOST_TASKS, {
      description: 'Tasks that run at least.',
      unit: 'tasks',
      default: 1,
      synonyms: ['minCapacity', 'minReplicas', 'minCount', 'minimum', 'autoscalingMinCapacity'],
    }).optional(),
    desired: wholeNumber(0, MOST_TASKS, {
      description: 'Tasks to begin with; at least min if left out. Auto scaling decides from then on.',
      unit: 'tasks',
      default: 1,
      defaultInWords: '1, or `min` if that is more',
      synonyms: [
        'desiredCount',
        'desiredCapacity',
        'desiredTasks',
        'count',
        'taskCount',
        'replicas',
        'reps',
        'instances',
      ],
    }).optional(),
    max: wholeNumber(1, MOST_TASKS, {
      description: 'Tasks that run at most; at least desired if left out.',
      unit: 'tasks',
      default: 4,
      defaultInWords: '4, or `desired` if that is more',
      synonyms: ['maxCapacity', 'maxReplicas', 'maxCount', 'maximum', 'autoscalingMaxCapacity'],
    }).optional(),
  },
  {
    type: 'TaskCounts',
    description: 'How many tasks run.',
    main: ['desired'],
    refused: notInTasks,
    specialCase: followingCounts,
  },
);

/** A day. For longer, `disableScaleIn` is the right option. */
const LONGEST_COOLDOWN = 86_400;

/** Target tracking on the average CPU utilization. */
export const scaling = group(
  {
    cpu: wholeNumber(1, 100, {
      description: 'Target CPU utilization in percent.',
      unit: 'percent',
      default: 60,
      synonyms: [
        'targetCpu',
        'targetCpuUtilization',
        'cpuTarget',
        'cpuPercent',
        'cpuPercentage',
        'targetValue',
        'target',
      ],
    }).optional(),
    scaleOutCooldown: wholeNumber(0, LONGEST_COOLDOWN, {
      description: 'Seconds after a scale-out before the next.',
      unit: 'seconds',
      default: 60,
      synonyms: ['cooldown'],
      meant: seconds,
    }).optional(),
    scaleInCooldown: wholeNumber(0, LONGEST_COOLDOWN, {
      description: 'Seconds after a scale-in before the next.',
      unit: 'seconds',
      default: 300,
      synonyms: ['cooldown'],
      meant: seconds,
    }).optional(),
    disableScaleIn: yesOrNo({ description: 'Whether tasks are only ever added.' }).optional(),
  },
  {
    type: 'Scaling',
    description: 'Target tracking on the average CPU utilization.',
    synonyms: ['autoscaling', 'scale'],
    refused: notInScaling,
    main: ['cpu'],
    fix: (found) =>
      found === false ? 'leave it out; for a fixed number of tasks, set tasks.min and tasks.max to it' : undefined,
  },
);
