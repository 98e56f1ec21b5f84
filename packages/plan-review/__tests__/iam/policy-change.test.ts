import { accountsOf, isForEverybody, isOfAllActions, isOnAllResources, termText } from 'plan-review/iam/grants';
import { policyChange, type ComparedPolicies } from 'plan-review/iam/policy-change';
import type { Grant } from 'plan-review/iam/statement';
import { Sensitive, UNKNOWN, type Value } from 'plan-review/plan/value';
import { policyOf } from '../helpers/review-change';

const QUEUE = 'arn:aws:sqs:eu-central-1:111122223333:orders';
const ROLE = 'arn:aws:iam::111122223333:role/hello';
const readQueue = {
  Sid: 'ReadQueue',
  Effect: 'Allow',
  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
  Resource: QUEUE,
};
const onlyFrom = (account: string) => ({ StringEquals: { 'aws:SourceAccount': account } });

function compare(before: readonly object[], after: readonly object[]): ComparedPolicies {
  const change = policyChange(policyOf(...before), policyOf(...after));
  if (change.kind !== 'compared') throw new Error(`the policies were not compared: ${change.kind}`);
  return change;
}

function textOf({ effect, action, resource, principal }: Grant): string {
  const [on, to] = [resource && ` on ${termText(resource)}`, principal && ` for ${termText(principal)}`];
  return `${effect} ${termText(action)}${on ?? ''}${to ?? ''}`;
}

describe('policies that say the same', () => {
  const [receive, remove] = readQueue.Action;
  const cases: [string, object[], object[]][] = [
    [
      'statements in another order',
      [readQueue, { ...readQueue, Action: 's3:*' }],
      [{ ...readQueue, Action: 's3:*' }, readQueue],
    ],
    ['actions in another order', [readQueue], [{ ...readQueue, Action: [remove, receive] }]],
    ['actions in another case', [readQueue], [{ ...readQueue, Action: ['SQS:receivemessage', 'sqs:DELETEMESSAGE'] }]],
    ['a list of one instead of a text', [readQueue], [{ ...readQueue, Resource: [QUEUE] }]],
    ['another Sid', [readQueue], [{ ...readQueue, Sid: 'Queue' }]],
    ['no Sid', [readQueue], [{ ...readQueue, Sid: undefined }]],
    [
      'one statement split in two',
      [readQueue],
      [
        { ...readQueue, Action: receive },
        { ...readQueue, Action: remove },
      ],
    ],
    [
      'an account as a number',
      [{ ...readQueue, Principal: { AWS: '111122223333' } }],
      [{ ...readQueue, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }],
    ],
    ['everybody as a text', [{ ...readQueue, Principal: '*' }], [{ ...readQueue, Principal: { AWS: '*' } }]],
    [
      'a condition key in another case',
      [{ ...readQueue, Condition: onlyFrom('1') }],
      [{ ...readQueue, Condition: { StringEquals: { 'AWS:sourceaccount': ['1'] } } }],
    ],
  ];
  it.each(cases)('%s', (_, before, after) => {
    expect(compare(before, after)).toMatchObject({ isSame: true, isWider: false, granted: [], revoked: [] });
  });
});

describe('what is granted', () => {
  const cases: [string, object[], object[], string[]][] = [
    [
      'a new action',
      [readQueue],
      [{ ...readQueue, Action: [...readQueue.Action, 'sqs:SendMessage'] }],
      [`Allow sqs:SendMessage on ${QUEUE}`],
    ],
    [
      'a new resource',
      [readQueue],
      [{ ...readQueue, Resource: [QUEUE, `${QUEUE}-dead`] }],
      readQueue.Action.map((action) => `Allow ${action} on ${QUEUE}-dead`),
    ],
    [
      'an action that was covered already: nothing',
      [{ ...readQueue, Action: 'sqs:*' }],
      [{ ...readQueue, Action: ['sqs:*', 'sqs:SendMessage'] }],
      [],
    ],
    [
      'a resource that was covered already: nothing',
      [{ ...readQueue, Resource: 'arn:aws:sqs:*:111122223333:*' }],
      [readQueue],
      [],
    ],
    [
      'a wildcard that covers more than before',
      [readQueue],
      [{ ...readQueue, Action: 'sqs:*' }],
      [`Allow sqs:* on ${QUEUE}`],
    ],
    [
      'a wildcard that cannot reach into the next segment of an ARN',
      [{ ...readQueue, Resource: 'arn:aws:sqs:eu*:orders' }],
      [{ ...readQueue, Action: 'sqs:ReceiveMessage' }],
      [`Allow sqs:ReceiveMessage on ${QUEUE}`],
    ],
    [
      'all actions but some',
      [readQueue],
      [readQueue, { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
      ['Allow all but iam:* on *'],
    ],
    [
      'fewer exceptions',
      [{ Effect: 'Allow', NotAction: ['iam:*', 'sts:*'], Resource: '*' }],
      [{ Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' }],
      ['Allow all but iam:* on *'],
    ],
    [
      'more exceptions: nothing',
      [{ Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' }],
      [{ Effect: 'Allow', NotAction: ['iam:*', 'sts:*'], Resource: '*' }],
      [],
    ],
    [
      'an action that is no exception: nothing',
      [{ Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' }],
      [readQueue],
      [],
    ],
    [
      'an action that was an exception',
      [{ Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' }],
      [{ Effect: 'Allow', Action: ['iam:PassRole'], Resource: '*' }],
      ['Allow iam:PassRole on *'],
    ],
    [
      'an action that may have been an exception',
      [{ Effect: 'Allow', NotAction: ['iam:Pass*'], Resource: '*' }],
      [{ Effect: 'Allow', Action: ['iam:*Role'], Resource: '*' }],
      ['Allow iam:*Role on *'],
    ],
    [
      'a new principal',
      [{ ...readQueue, Principal: { AWS: ROLE } }],
      [{ ...readQueue, Action: 'sqs:ReceiveMessage', Principal: { AWS: [ROLE], Service: 'sns.amazonaws.com' } }],
      [`Allow sqs:ReceiveMessage on ${QUEUE} for Service:sns.amazonaws.com`],
    ],
  ];
  it.each(cases)('%s', (_, before, after, granted) => {
    const change = compare(before, after);
    expect(change.granted.map(textOf)).toEqual(granted);
    expect(change.isWider).toBe(granted.length > 0);
  });

  it('is revoked by the opposite change', () => {
    const change = compare([{ ...readQueue, Action: 'sqs:*' }], [readQueue]);
    expect(change.revoked.map(textOf)).toEqual([`Allow sqs:* on ${QUEUE}`]);
    expect(change).toMatchObject({ granted: [], isWider: false, isSame: false });
  });

  it('by a whole policy is everything that it allows', () => {
    expect(policyChange(null, policyOf(readQueue))).toMatchObject({ granted: [{}, {}], revoked: [], isWider: true });
  });

  it('names the statement that it comes from', () => {
    expect(compare([], [readQueue]).granted.map(({ sid }) => sid)).toEqual(['ReadQueue', 'ReadQueue']);
  });
});

describe('what is denied', () => {
  const deny = { Sid: 'KeepQueue', Effect: 'Deny', Action: 'sqs:DeleteQueue', Resource: '*' };

  it('makes a policy no wider', () => {
    expect(compare([readQueue], [readQueue, deny])).toMatchObject({ denied: [{ sid: 'KeepQueue' }], isWider: false });
  });

  it('and is removed makes it wider', () => {
    expect(compare([readQueue, deny], [readQueue])).toMatchObject({ lifted: [{ sid: 'KeepQueue' }], isWider: true });
  });

  it('only under a condition makes it wider', () => {
    const change = compare([deny], [{ ...deny, Condition: onlyFrom('1') }]);
    expect(change).toMatchObject({ lifted: [], conditions: [{ isWider: true, before: [], after: [{}] }] });
  });
});

describe('conditions', () => {
  const allow = { ...readQueue, Action: 'sqs:SendMessage' };
  const like = (operator: string, values: string | string[]) => ({ [operator]: { 'aws:SourceArn': values } });
  const cases: [string, object | undefined, object | undefined, boolean][] = [
    ['a condition is gone', onlyFrom('1'), undefined, true],
    ['a condition comes', undefined, onlyFrom('1'), false],
    ['a value comes', onlyFrom('1'), { StringEquals: { 'aws:SourceAccount': ['1', '2'] } }, true],
    ['a value goes', { StringEquals: { 'aws:SourceAccount': ['1', '2'] } }, onlyFrom('1'), false],
    ['another value', onlyFrom('1'), onlyFrom('2'), true],
    ['a pattern covers more', like('ArnLike', 'arn:aws:s3:::a-*'), like('ArnLike', 'arn:aws:s3:::*'), true],
    ['a pattern covers less', like('ArnLike', 'arn:aws:s3:::*'), like('ArnLike', 'arn:aws:s3:::a-*'), false],
    ['a value is excepted no more', like('StringNotEquals', ['a', 'b']), like('StringNotEquals', 'a'), true],
    ['a value is excepted', like('StringNotEquals', 'a'), like('StringNotEquals', ['a', 'b']), false],
    ['it holds where the key is missing, too', like('StringEquals', 'a'), like('StringEqualsIfExists', 'a'), true],
    ['it no more holds where the key is missing', like('StringEqualsIfExists', 'a'), like('StringEquals', 'a'), false],
  ];
  it.each(cases)('%s', (_, before, after, isWider) => {
    const change = compare([{ ...allow, Condition: before }], [{ ...allow, Condition: after }]);
    expect(change).toMatchObject({ granted: [], revoked: [], conditions: [{ isWider }], isWider, isSame: false });
  });

  it('are shown before and after', () => {
    const [change] = compare([{ ...allow, Condition: onlyFrom('1') }], [allow]).conditions;
    expect(change).toMatchObject({
      before: [{ operator: 'StringEquals', key: 'aws:SourceAccount', values: ['1'] }],
      after: [],
      grant: { conditions: [] },
    });
  });
});

describe('principals', () => {
  const trust = (...principals: object[]) =>
    principals.map((Principal) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }));

  it('that were allowed nothing before are listed', () => {
    const change = compare(
      trust({ Service: 'ecs.amazonaws.com' }),
      trust({ Service: 'ecs.amazonaws.com', AWS: '444455556666' }),
    );
    expect(change.newPrincipals.map(termText)).toEqual(['AWS:444455556666']);
  });

  it('are not listed where everybody was allowed already', () => {
    expect(compare(trust({ AWS: '*' }), trust({ AWS: '*' }, { AWS: ROLE }))).toMatchObject({
      newPrincipals: [],
      isSame: true,
    });
  });

  it('belong to accounts', () => {
    const [grant] = compare([], trust({ AWS: ROLE })).granted;
    expect(grant && accountsOf(grant)).toEqual(['111122223333']);
  });
});

describe('wildcards', () => {
  const grants = (statement: object) => compare([], [{ ...readQueue, ...statement }]).granted;

  it.each(['*', 's3:*', 's3*', 'S3:**'])('%s is all actions', (Action) => {
    expect(grants({ Action }).map(isOfAllActions)).toEqual([true]);
  });

  it.each(['s3:Get*', 's3:*Object', 's3:GetObject'])('%s is some actions', (Action) => {
    expect(grants({ Action }).map(isOfAllActions)).toEqual([false]);
  });

  it('of resources and principals are shown', () => {
    const [grant] = grants({ Action: 's3:GetObject', Resource: '*', Principal: '*' });
    expect(grant && [isOnAllResources(grant), isForEverybody(grant)]).toEqual([true, true]);
  });

  it('are shown in NotAction and the like, too', () => {
    const [grant] = compare(
      [],
      [{ Effect: 'Allow', NotAction: 'a:b', NotResource: 'c', NotPrincipal: { AWS: ROLE } }],
    ).granted;
    expect(grant && [isOfAllActions(grant), isOnAllResources(grant), isForEverybody(grant)]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('a policy that cannot be compared', () => {
  const cases: [string, Value, string][] = [
    ['is known after the change', UNKNOWN, 'unknown'],
    ['is secret', new Sensitive('1'), 'sensitive'],
    ['is no JSON', '{', 'unreadable'],
    ['is no policy', '[1]', 'unreadable'],
    ['has a statement without an action', policyOf({ Effect: 'Allow', Resource: '*' }), 'unreadable'],
    ['has a statement with another effect', policyOf({ ...readQueue, Effect: 'allow' }), 'unreadable'],
    ['is no text', 5, 'unreadable'],
  ];
  it.each(cases)('%s', (_, document, kind) => {
    expect(policyChange(policyOf(readQueue), document)).toEqual({ kind, side: 'after' });
    expect(policyChange(document, policyOf(readQueue))).toEqual({ kind, side: 'before' });
  });

  it('says more than any policy of AWS can', () => {
    const many = Array.from({ length: 200 }, (_, index) => `a:${index}`);
    expect(policyChange(null, policyOf({ Effect: 'Allow', Action: many, Resource: many }))).toEqual({
      kind: 'too large',
      side: 'after',
    });
  });
});
