import { parsePolicy } from './policy';
import { allow, decide, deny, type JsonStatement } from './testing';

type Case = readonly [what: string, statement: JsonStatement, asked: string, isAbout: boolean];

describe('IAM User Guide, "IAM JSON policy elements: Action"', () => {
  const cases: Case[] = [
    ['an action that is named', { Action: 's3:GetObject' }, 's3:GetObject', true],
    ['another action', { Action: 's3:PutObject' }, 's3:GetObject', false],
    ['an action whose name begins alike', { Action: 's3:GetObject' }, 's3:GetObjectAcl', false],
    ['an action of another service', { Action: 's3:ListTags' }, 'sqs:ListTags', false],
    ['an action in other case', { Action: 'S3:getobject' }, 's3:GetObject', true],
    ['one of several', { Action: ['s3:PutObject', 's3:GetObject'] }, 's3:GetObject', true],
    ['all actions of a service', { Action: 's3:*' }, 's3:GetObject', true],
    ['all actions of another service', { Action: 'sqs:*' }, 's3:GetObject', false],
    ['all actions', { Action: '*' }, 's3:GetObject', true],
    ['a * in the middle', { Action: 'iam:*AccessKey*' }, 'iam:ListAccessKeys', true],
    ['a * that stands for nothing', { Action: 's3:GetObject*' }, 's3:GetObject', true],
    ['a ? for one character', { Action: 's3:Get?bject' }, 's3:GetObject', true],
    ['a ? for no character', { Action: 's3:GetObject?' }, 's3:GetObject', false],
    ['a dot, which is no wildcard', { Action: 's3:Get.bject' }, 's3:GetObject', false],
  ];
  test.each(cases)('%s', (_, statement, action, isAbout) => {
    expect(decide({ action }, allow(statement))).toBe(isAbout ? 'allow' : 'implicitDeny');
  });
});

describe('IAM User Guide, "IAM JSON policy elements: NotAction"', () => {
  const cases: Case[] = [
    ['an action that is excepted', { NotAction: 's3:DeleteBucket' }, 's3:DeleteBucket', false],
    ['an action that is not', { NotAction: 's3:DeleteBucket' }, 's3:GetObject', true],
    ['a service that is excepted', { NotAction: 'iam:*' }, 'iam:GetRole', false],
    ['one of several exceptions', { NotAction: ['iam:*', 's3:*'] }, 's3:GetObject', false],
  ];
  test.each(cases)('%s', (_, { NotAction }, action, isAbout) => {
    const statement = { Effect: 'Allow', NotAction, Resource: '*' };
    expect(decide({ action }, statement)).toBe(isAbout ? 'allow' : 'implicitDeny');
  });

  test('a deny of all but some leaves those alone', () => {
    const statement = { Effect: 'Deny', NotAction: 's3:*', Resource: '*' };
    expect(decide({ action: 's3:GetObject' }, allow(), statement)).toBe('allow');
    expect(decide({ action: 'iam:GetRole' }, allow(), statement)).toBe('explicitDeny');
  });
});

describe('IAM User Guide, "IAM JSON policy elements: Resource"', () => {
  const queue = 'arn:aws:sqs:us-east-2:111122223333:orders';
  const cases: Case[] = [
    ['a resource that is named', { Resource: queue }, queue, true],
    ['a resource in other case', { Resource: queue.replace('orders', 'Orders') }, queue, false],
    ['one of several', { Resource: [`${queue}-dead`, queue] }, queue, true],
    ['all resources', { Resource: '*' }, queue, true],
    ['a * at the end', { Resource: 'arn:aws:sqs:us-east-2:111122223333:*' }, queue, true],
    ['a * in the segment of the region', { Resource: 'arn:aws:sqs:*:111122223333:orders' }, queue, true],
    ['a ? in the segment of the region', { Resource: 'arn:aws:sqs:us-east-?:111122223333:orders' }, queue, true],
    ['a * that would have to reach into the next segment', { Resource: 'arn:aws:sqs:us*:orders' }, queue, false],
    ['a * at the end of an ARN cut short', { Resource: 'arn:aws:sqs:us-east-2:*' }, queue, true],
    ['an ARN cut short', { Resource: 'arn:aws:sqs:us-east-2' }, queue, false],
    ['a * that covers slashes', { Resource: 'arn:aws:s3:::b/*/test/*' }, 'arn:aws:s3:::b/1/2/test/3/object.jpg', true],
    [
      'a * that covers an empty folder',
      { Resource: 'arn:aws:s3:::b/*/test/*' },
      'arn:aws:s3:::b//test/object.jpg',
      true,
    ],
    [
      'a folder that only begins alike',
      { Resource: 'arn:aws:s3:::b/*/test/*' },
      'arn:aws:s3:::b/1-test/object.jpg',
      false,
    ],
    ['a bucket, asked for its objects', { Resource: 'arn:aws:s3:::b' }, 'arn:aws:s3:::b/a.png', false],
    ['objects of a bucket, asked for the bucket', { Resource: 'arn:aws:s3:::b/*' }, 'arn:aws:s3:::b', false],
    [
      'a * that covers colons of the resource',
      { Resource: 'arn:aws:logs:us-east-2:111122223333:log-group:a:*' },
      'arn:aws:logs:us-east-2:111122223333:log-group:a:log-stream:b',
      true,
    ],
    ['nothing in particular, asked for by name', { Resource: '*' }, '*', true],
    ['something in particular, asked for nothing', { Resource: queue }, '*', false],
    ['all of an account, asked for nothing', { Resource: 'arn:aws:ecr:*:111122223333:*' }, '*', false],
    ['a key with characters of patterns', { Resource: 'arn:aws:s3:::b/a+(1).png' }, 'arn:aws:s3:::b/a+(1).png', true],
  ];
  test.each(cases)('%s', (_, statement, resource, isAbout) => {
    expect(decide({ resource }, allow(statement))).toBe(isAbout ? 'allow' : 'implicitDeny');
  });
});

describe('IAM User Guide, "IAM JSON policy elements: NotResource"', () => {
  const cases: Case[] = [
    ['a resource that is excepted', { NotResource: 'arn:aws:s3:::hr/*' }, 'arn:aws:s3:::hr/pay.csv', false],
    ['a resource that is not', { NotResource: 'arn:aws:s3:::hr/*' }, 'arn:aws:s3:::images/a.png', true],
    ['one of several exceptions', { NotResource: ['arn:aws:s3:::hr', 'arn:aws:s3:::hr/*'] }, 'arn:aws:s3:::hr', false],
  ];
  test.each(cases)('%s', (_, { NotResource }, resource, isAbout) => {
    const statement = { Effect: 'Deny', Action: '*', NotResource };
    expect(decide({ resource }, allow(), statement)).toBe(isAbout ? 'explicitDeny' : 'allow');
  });
});

describe('IAM User Guide, "IAM JSON policy elements: Effect"', () => {
  test('what nothing allows is denied', () => {
    expect(decide({})).toBe('implicitDeny');
  });

  test('a deny wins over an allow, in any order', () => {
    expect(decide({}, allow(), deny())).toBe('explicitDeny');
    expect(decide({}, deny(), allow())).toBe('explicitDeny');
  });

  test('a deny of something else changes nothing', () => {
    expect(decide({}, allow(), deny({ Action: 's3:PutObject' }))).toBe('allow');
  });
});

describe('IAM User Guide, "Grammar of the IAM JSON policy language"', () => {
  const one = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
  const errors: [string, unknown, string][] = [
    ['no JSON', '{', 'it is no JSON'],
    ['an unknown effect', { Statement: { ...one, Effect: 'allow' } }, 'Effect'],
    ['an unknown element', { Statement: { ...one, Actions: 's3:*' } }, 'Actions'],
    ['no action', { Statement: { Effect: 'Allow', Resource: '*' } }, 'one of Action and NotAction is needed'],
    ['Action and NotAction', { Statement: { ...one, NotAction: 's3:*' } }, 'one of Action and NotAction is needed'],
    ['Resource and NotResource', { Statement: { ...one, NotResource: '*' } }, 'exclude each other'],
    ['an unknown version', { Version: '2020-01-01', Statement: one }, 'Version'],
    ['an unknown kind of principal', { Statement: { ...one, Principal: { User: 'a' } } }, 'User'],
  ];
  test.each(errors)('%s is refused', (_, document, message) => {
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    expect(() => parsePolicy(text)).toThrow(message);
  });

  test('a single statement needs no list', () => {
    expect(parsePolicy(JSON.stringify({ Statement: one })).Statement).toHaveLength(1);
  });
});
