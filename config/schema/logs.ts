import type { z } from 'zod';
import { list } from '../issue';
import { days } from './from-other-tools';
import { choice, group, oneOf, wholeNumber, yesOrNo } from './kinds';
import type { Declaration } from './option';

/**
 * Days that CloudWatch Logs can keep events.
 * Source: Amazon CloudWatch Logs API Reference, PutRetentionPolicy: retentionInDays.
 */
export const logRetentionTimes = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** How long the events of a log group are kept. */
export function logRetentionDays(
  declaration: Pick<Declaration, 'description' | 'synonyms'> & { readonly default: (typeof logRetentionTimes)[number] },
): z.ZodLiteral<(typeof logRetentionTimes)[number]> {
  return oneOf(logRetentionTimes, {
    type: 'LogRetentionDays',
    allowed: `a number of days that CloudWatch Logs offers: ${list(logRetentionTimes)}`,
    allowedInShort: 'a number of days that CloudWatch Logs offers',
    meant: days,
    ...declaration,
  });
}

/** The logs of an environment that are not those of a service. */
export const environmentLogs = group(
  {
    accessRetentionDays: logRetentionDays({
      description: 'Days that the accesses to the API are kept.',
      default: 30,
      synonyms: ['accessLogs', 'accessLogRetentionDays', 'apiRetentionDays'],
    }).optional(),
    execRetentionDays: logRetentionDays({
      description: 'Days that the record of commands run in containers with ECS Exec is kept; audits ask for a year.',
      default: 365,
      synonyms: ['execLogs', 'execLogRetentionDays', 'executeCommandRetentionDays', 'auditRetentionDays'],
    }).optional(),
    insightsRetentionDays: logRetentionDays({
      description: 'Days that the events of Container Insights are kept, from which CloudWatch makes metrics.',
      default: 30,
      synonyms: ['containerInsights', 'insightsLogRetentionDays'],
    }).optional(),
    flows: choice(['none', 'rejected', 'all'], {
      description: 'Which connections in the VPC are logged (VPC Flow Logs): none, those that are rejected, or all.',
      default: 'none',
      synonyms: ['flowLogs', 'vpcFlowLogs', 'flowLog', 'trafficType'],
      meant: meantFlows,
    }).optional(),
    flowRetentionDays: logRetentionDays({
      description: 'Days that flow logs are kept.',
      default: 30,
      synonyms: ['flowLogRetentionDays', 'flowLogsRetentionDays'],
    }).optional(),
  },
  {
    type: 'EnvironmentLogs',
    description: 'The logs of the environment beside those of its services.',
    synonyms: ['logging', 'logSettings'],
    main: ['flows', 'accessRetentionDays'],
  },
);

/** The value that AWS's own word for it, or a yes or no, stands for. */
function meantFlows(found: unknown): unknown {
  if (typeof found === 'boolean') return found ? 'all' : 'none';
  return typeof found === 'string'
    ? { all: 'all', reject: 'rejected', rejects: 'rejected' }[found.toLowerCase()]
    : found;
}

/** Source: Amazon S3 User Guide, "Expiring objects": days of a lifecycle rule. Ten years are more than audits ask for. */
const MOST_DAYS = 3_653;

/** The logs of what all environments share. */
export const platformLogs = group(
  {
    buildRetentionDays: logRetentionDays({
      description: 'Days that the output of builds and of the other steps of pipelines is kept.',
      default: 30,
      synonyms: ['buildLogs', 'buildLogRetentionDays', 'codeBuildRetentionDays', 'retentionDays'],
    }).optional(),
    bucketAccess: yesOrNo({
      description:
        'Whether S3 logs who reads and writes the buckets of states and artifacts, in a bucket that `npm run bootstrap` ' +
        'makes first.',
      synonyms: ['bucketAccessLogs', 's3AccessLogs', 'serverAccessLogs', 'accessLogs'],
    }).optional(),
    bucketAccessRetentionDays: wholeNumber(1, MOST_DAYS, {
      description: 'Days that the access logs of buckets are kept.',
      unit: 'days',
      default: 90,
      synonyms: ['bucketAccessLogRetentionDays', 'accessLogRetentionDays'],
    }).optional(),
  },
  {
    type: 'PlatformLogs',
    description: 'The logs of what all environments share.',
    synonyms: ['logging', 'logSettings'],
    main: ['bucketAccess', 'buildRetentionDays'],
  },
);
