import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { changedPolicies } from 'plan-review/iam/changed-policies';
import { POLICY_ATTRIBUTES } from 'plan-review/iam/policy-attributes';
import { changeOf, policyOf } from '../helpers/review-change';

const read = policyOf({ Effect: 'Allow', Action: 'sqs:ReceiveMessage', Resource: '*' });
const write = policyOf({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' });

describe('the policies of a resource that change', () => {
  it('are found by their attribute', () => {
    const change = changeOf('aws_sqs_queue', { name: 'a', policy: read }, { name: 'b', policy: write });
    expect(changedPolicies(change)).toMatchObject([
      { name: 'policy', kind: 'resource', change: { granted: [{}], revoked: [{}] } },
    ]);
  });

  it('are matched by the name of their block', () => {
    const [before, after] = [
      [
        { name: 'one', policy: read },
        { name: 'two', policy: read },
      ],
      [
        { name: 'two', policy: read },
        { name: 'three', policy: read },
      ],
    ];
    const change = changeOf('aws_iam_role', { inline_policy: before }, { inline_policy: after });
    expect(changedPolicies(change)).toMatchObject([
      { name: 'inline_policy one', kind: 'identity', change: { revoked: [{}], granted: [] } },
      { name: 'inline_policy three', kind: 'identity', change: { revoked: [], granted: [{}] } },
    ]);
  });

  it('are those of a new resource, and of one that is destroyed', () => {
    const role = { assume_role_policy: policyOf({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' }) };
    expect(changedPolicies(changeOf('aws_iam_role', null, role))).toMatchObject([{ change: { granted: [{}] } }]);
    expect(changedPolicies(changeOf('aws_iam_role', role, null))).toMatchObject([{ change: { revoked: [{}] } }]);
  });

  it('are none of a resource without policies', () => {
    expect(changedPolicies(changeOf('aws_lb', { policy: read }, { policy: write }))).toEqual([]);
    expect(changedPolicies(changeOf('toString', null, {}))).toEqual([]);
  });
});

describe('the table of policy attributes', () => {
  const bindings = resolve(__dirname, '../../../../node_modules/@cdktf/provider-aws/lib');

  it.each(Object.keys(POLICY_ATTRIBUTES))('names a resource type of the provider: %s', (type) => {
    expect(existsSync(resolve(bindings, type.replace(/^aws_/, '').replaceAll('_', '-')))).toBe(true);
  });
});
