import { resolvePlatform } from '../../../config/resolve';
import { addDeliverySystem } from '../../../stacks/delivery-system';
import { config } from '../../helpers/config';
import { synthesize } from '../../helpers/synth';

const platform = resolvePlatform(
  config({
    region: 'us-gov-west-1',
    ci: { repository: 'platform', oidcProvider: 'existing' },
    environments: { dev: { alarmTopicArns: ['arn:aws-us-gov:sns:us-gov-west-1:123456789012:alarms'] } },
    services: {
      hello: {
        repository: 'hello',
        secrets: { TOKEN: 'arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/token' },
      },
    },
  }),
);

const { texts } = synthesize((app) => {
  addDeliverySystem(app, platform);
});
const everything = [...texts.values()].join('\n');

describe('a platform in GovCloud', () => {
  it('has ARNs of its own partition alone', () => {
    const partitions = [...everything.matchAll(/arn:([a-z-]+):/g)].map(([, partition]) => partition);
    expect(partitions.length).toBeGreaterThan(20);
    expect(new Set(partitions)).toEqual(new Set(['aws-us-gov']));
  });

  it('has addresses of GovCloud alone', () => {
    expect(everything).not.toMatch(/amazonaws\.com\.cn|amazonaws\.eu|\.auth\.us-gov/);
    expect(everything).toContain('.auth-fips.us-gov-west-1.amazoncognito.com');
    expect(everything).toContain('com.amazonaws.us-gov-west-1.s3');
  });
});
