import { findingsOf } from 'plan-review/findings/findings-of';
import { readPlan } from 'plan-review/plan/read-plan';
import { resolvePlatform } from '../../../../config/resolve';
import { boundaryName } from '../../../../platform/ci-names';
import { config, type RawConfig } from '../../../helpers/config';
import { synthesizePlatform } from '../../../helpers/every-platform';

const SECRET = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:ledger-a1B2c3';

/** The boundary of the roles of `dev`, with the options of a service. */
function boundaryOf(service: RawConfig): unknown {
  const ci = { repository: 'platform' };
  const platform = resolvePlatform(config({ ci, services: { hello: { repository: 'hello', ...service } } }));
  const policies = synthesizePlatform(platform).stacks.get('bootstrap')?.resource?.aws_iam_policy ?? {};
  return Object.values(policies).find(({ name }) => name === boundaryName(platform, 'dev'))?.policy;
}

/** What a review says of a change of the boundary. */
function findingsOfChange(before: unknown, after: unknown): readonly string[] {
  const policy = (text: unknown): object => ({ name: 'shop-eu-central-1-ci-boundary-dev', policy: text });
  const plan = readPlan({
    format_version: '1.2',
    resource_changes: [
      {
        address: 'aws_iam_policy.ci_boundary-dev',
        mode: 'managed',
        type: 'aws_iam_policy',
        name: 'ci_boundary-dev',
        provider_name: 'registry.terraform.io/hashicorp/aws',
        change: { actions: ['update'], before: policy(before), after: policy(after), after_unknown: {} },
      },
    ],
  });
  return findingsOf('bootstrap', plan).map(({ rule, severity, detail }) => `${rule}: ${severity}: ${detail}`);
}

describe('a review of a boundary', () => {
  const narrow = boundaryOf({});

  it.each([
    ['that lets services read another secret names the secret', {}, { secrets: { LEDGER: SECRET } }, SECRET],
    [
      'that lets people run commands names the actions',
      { executeCommand: false },
      { executeCommand: true },
      'ssmmessages:',
    ],
  ])('%s', (_, before, after, named) => {
    const [finding, ...others] = findingsOfChange(boundaryOf(before), boundaryOf(after));
    expect(finding).toMatch(/^permissions-widened: attention: Allowed now: /);
    expect(finding).toContain(named);
    expect(others).toEqual([]);
  });

  it('that is narrowed or stays as it is has nothing to say', () => {
    expect(findingsOfChange(boundaryOf({ secrets: { LEDGER: SECRET } }), narrow)).toEqual([]);
    expect(boundaryOf({})).toEqual(narrow);
  });
});
