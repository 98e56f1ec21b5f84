import { changeJson, planJson, resourceJson } from '../helpers/plan-json';
import { writtenOf } from './what-is-written';

const created = (type: string, after: object, marks: object = {}): object =>
  resourceJson({
    type,
    change: changeJson({ actions: ['create'], before: null, after, after_sensitive: marks }),
  });

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'dynamodb:DeleteTable', Resource: '*' }],
});

/** A dangerous setting, and texts that would hide it or a part of it. */
const ATTACKS: readonly (readonly [what: string, dangerous: object, texts: readonly string[]])[] = [
  [
    'a port that is open to the internet',
    created('aws_security_group_rule', { type: 'ingress', from_port: 22, to_port: 22, cidr_blocks: ['0.0.0.0/0'] }),
    ['0.0.0.0/'],
  ],
  [
    'a nested block of it',
    created('aws_security_group', { ingress: [{ from_port: 22, to_port: 22, cidr_blocks: ['0.0.0.0/0'] }] }),
    ['cidr_blocks', 'from_port'],
  ],
  ['a bucket that everybody can read', created('aws_s3_bucket_acl', { acl: 'public-read' }), ['public-read']],
  [
    'a policy',
    created('aws_iam_role_policy', { policy, role: 'web' }),
    ['"Effect":"Allow"', 'DeleteTable', 'Statement":'],
  ],
];

describe.each(ATTACKS)('%s stays dangerous', (_, dangerous, texts) => {
  const reviewed = (...others: readonly object[]): unknown =>
    JSON.parse(writtenOf(planJson({ resource_changes: [dangerous, ...others] }))['review.json'] ?? '');

  it.each(texts)('if the password of a function is %s', (text) => {
    const variables = { DB_PASSWORD: text };
    const hiding = created('aws_lambda_function', { environment: [{ variables }] });
    expect(reviewed(hiding)).toMatchObject({ verdict: 'dangerous' });
  });

  it.each(texts)('if Terraform marks the value %s of another resource as sensitive', (text) => {
    const hiding = created('aws_sns_topic', { display_name: text }, { display_name: true });
    expect(reviewed(hiding)).toMatchObject({ verdict: 'dangerous' });
  });
});
