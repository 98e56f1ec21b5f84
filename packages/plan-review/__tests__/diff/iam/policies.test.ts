import { differencesOf } from 'plan-review/diff/differences-of';
import { Sensitive, UNKNOWN, type Value } from 'plan-review/plan/value';
import { linesOf } from '../../helpers/difference-lines';
import { changeOf, policyOf } from '../../helpers/review-change';

const QUEUE = 'arn:aws:sqs:eu-central-1:111122223333:orders';
const statement = {
  Sid: 'ReadQueue',
  Effect: 'Allow',
  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
  Resource: QUEUE,
};
const inAccount = { StringEquals: { 'aws:SourceAccount': '111122223333' } };

const policyLines = (before: Value, after: Value) =>
  linesOf(changeOf('aws_iam_role_policy', { policy: before }, { policy: after }));

describe('a policy', () => {
  it('shows what it permits and no longer permits, by statement', () => {
    const more = { ...statement, Action: ['sqs:SendMessage', 'sqs:DeleteMessage', 'sqs:PurgeQueue'] };
    expect(policyLines(policyOf(statement), policyOf(more))).toEqual([
      `+ allow sqs:SendMessage, sqs:PurgeQueue on ${QUEUE} (ReadQueue)`,
      `- allow sqs:ReceiveMessage on ${QUEUE} (ReadQueue)`,
    ]);
  });

  it('shows a new resource with all actions on it', () => {
    expect(policyLines(policyOf(statement), policyOf({ ...statement, Resource: [QUEUE, 'arn:b', 'arn:c'] }))).toEqual([
      '+ allow sqs:ReceiveMessage, sqs:DeleteMessage on arn:b, arn:c (ReadQueue)',
    ]);
  });

  it('shows conditions before and after', () => {
    expect(policyLines(policyOf({ ...statement, Condition: inAccount }), policyOf(statement))).toEqual([
      `~ allow sqs:ReceiveMessage, sqs:DeleteMessage on ${QUEUE}: if StringEquals aws:SourceAccount = 111122223333 → without conditions (ReadQueue)`,
    ]);
  });

  it('shows what is denied', () => {
    const deny = { Effect: 'Deny', NotAction: 'iam:*', NotResource: 'arn:b', Principal: '*', Condition: inAccount };
    expect(policyLines(policyOf(statement), policyOf(statement, deny))).toEqual([
      '+ deny all but iam:* on all but arn:b for everybody if StringEquals aws:SourceAccount = 111122223333',
    ]);
  });

  it('says so if only its text changes', () => {
    expect(policyLines(policyOf(statement), policyOf({ ...statement, Sid: 'Other' }))).toEqual([
      '  permits and forbids the same, only written differently',
      '~ document.Statement.Sid: ReadQueue → Other',
    ]);
  });

  it('that is not known yet says so', () => {
    expect(policyLines(policyOf(statement), UNKNOWN)).toEqual([
      expect.stringMatching(/^~ document: .* → \(known after apply\)$/),
    ]);
  });

  it('that is secret shows nothing of itself', () => {
    expect(policyLines(new Sensitive('1'), new Sensitive('2'))).toEqual(['~ document: (sensitive), another one']);
  });

  it('that is no policy is compared as JSON', () => {
    expect(policyLines('{"a":1}', '{"a":2}')).toEqual(['~ policy.a: 1 → 2']);
  });

  it('of a destroyed resource shows what is no longer permitted', () => {
    expect(linesOf(changeOf('aws_iam_role_policy', { name: 'n', policy: policyOf(statement) }, null))).toEqual([
      `- allow sqs:ReceiveMessage, sqs:DeleteMessage on ${QUEUE} (ReadQueue)`,
      '- name: n',
    ]);
  });
});

describe('a role', () => {
  it('shows who may assume it separately', () => {
    const trust = (Service: string) => policyOf({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service } });
    const [before, after] = [trust('ecs.amazonaws.com'), trust('ecs-tasks.amazonaws.com')];
    const change = changeOf(
      'aws_iam_role',
      { assume_role_policy: before, max_session_duration: 3600 },
      { assume_role_policy: after, max_session_duration: 7200 },
    );
    expect(differencesOf(change)).toEqual([
      {
        subject: 'assume_role_policy',
        lines: [
          { kind: 'added', text: 'allow sts:AssumeRole for ecs-tasks.amazonaws.com' },
          { kind: 'removed', text: 'allow sts:AssumeRole for ecs.amazonaws.com' },
        ],
      },
      { subject: 'attributes', lines: [{ kind: 'changed', text: 'max_session_duration: 3600 → 7200' }] },
    ]);
  });
});
