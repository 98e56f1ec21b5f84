import { mostSpecific, runtimeSource, sourceNote } from '../setting-source';
import { quote } from '../issue';
import type { Rule } from './rule';

/** A check times out before the next begins. Source: Elastic Load Balancing API, CreateTargetGroup. */
export const timeoutBelowInterval: Rule = (context) =>
  context.variants
    .filter(({ settings }) => settings.healthCheck.timeout >= settings.healthCheck.interval)
    .map((variant) => {
      const { timeout, interval } = variant.settings.healthCheck;
      const timeoutSource = runtimeSource(context, variant, 'healthCheck', 'timeout');
      const intervalSource = runtimeSource(context, variant, 'healthCheck', 'interval');
      const point = mostSpecific(timeoutSource, intervalSource);
      const texts = [
        `timeout ${timeout}${sourceNote(timeoutSource, point.path)}`,
        `interval ${interval}${sourceNote(intervalSource, point.path)}`,
      ];
      return {
        ...point,
        found: texts.join(' and '),
        allowed: 'a timeout below the interval, in seconds',
        fix: `set interval to more than ${timeout}, for example interval: ${timeout + 5}`,
      };
    });

/** Ranges of success codes ascend. */
export const ascendingSuccessCodes: Rule = (context) =>
  context.variants.flatMap((variant) => {
    const { path } = runtimeSource(context, variant, 'healthCheck', 'successCodes');
    const ranges = variant.settings.healthCheck.successCodes.split(',').map((range) => range.split('-'));
    return ranges
      .filter(([from = '', to = from]) => to < from)
      .map(([from = '', to = from]) => ({
        path,
        found: `the range ${quote(`${from}-${to}`)}`,
        allowed: 'ranges from the lower code to the higher',
        fix: `write it as "${to}-${from}"`,
      }));
  });
