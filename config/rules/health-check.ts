import { origin, pointAt, runtimePlace } from '../place';
import { quote } from '../issue';
import type { Rule } from './rule';

/** A check times out before the next begins. Source: Elastic Load Balancing API, CreateTargetGroup. */
export const timeoutBelowInterval: Rule = (draft) =>
  draft.variants
    .filter(({ settings }) => settings.healthCheck.timeout >= settings.healthCheck.interval)
    .map((variant) => {
      const { timeout, interval } = variant.settings.healthCheck;
      const timeoutPlace = runtimePlace(draft, variant, 'healthCheck', 'timeout');
      const intervalPlace = runtimePlace(draft, variant, 'healthCheck', 'interval');
      const point = pointAt(timeoutPlace, intervalPlace);
      const texts = [
        `timeout ${timeout}${origin(timeoutPlace, point.path)}`,
        `interval ${interval}${origin(intervalPlace, point.path)}`,
      ];
      return {
        ...point,
        found: texts.join(' and '),
        allowed: 'a timeout below the interval, in seconds',
        fix: `set interval to more than ${timeout}, for example interval: ${timeout + 5}`,
      };
    });

/** Ranges of success codes ascend. */
export const ascendingSuccessCodes: Rule = (draft) =>
  draft.variants.flatMap((variant) => {
    const { path } = runtimePlace(draft, variant, 'healthCheck', 'successCodes');
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
