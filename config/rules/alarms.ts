import { quote } from '../issue';
import type { Rule } from './rule';

/** An alarm notifies topics of its own region only. Source: Amazon CloudWatch API, PutMetricAlarm: AlarmActions. */
export const topicsInRegion: Rule = ({ platform }) =>
  platform.environments.flatMap(({ name, alarmTopicArns }) =>
    alarmTopicArns.flatMap((arn, index) => {
      const region = arn.split(':')[3] ?? '';
      if (region === platform.region) return [];
      return [
        {
          path: ['environments', name, 'alarmTopicArns', index],
          reads: [['region']],
          found: `a topic in ${quote(region)}`,
          allowed: `topics in the platform's region, ${platform.region}`,
          fix: `use a topic in ${platform.region}`,
        },
      ];
    }),
  );
