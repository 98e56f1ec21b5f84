import { evaluate } from './evaluate';
import { parsePolicy } from './policy';
import type { RequestContext } from './request';
import { allow, decide, REQUEST } from './testing';

type Case = readonly [what: string, pattern: string, context: RequestContext, key: string, isAbout: boolean];

const TEAM = 'aws:PrincipalTag/team';

describe('IAM User Guide, "IAM policy elements: Variables and tags"', () => {
  const cases: Case[] = [
    ['a variable stands for its value', '${aws:PrincipalTag/team}/*', { [TEAM]: 'red' }, 'red/a', true],
    ['and for no other', '${aws:PrincipalTag/team}/*', { [TEAM]: 'red' }, 'blue/a', false],
    ['its case does not matter', '${AWS:principaltag/TEAM}/*', { [TEAM]: 'red' }, 'red/a', true],
    [
      'several may be used',
      '${aws:PrincipalAccount}/${aws:PrincipalTag/team}',
      { 'aws:PrincipalAccount': '1', [TEAM]: 'red' },
      '1/red',
      true,
    ],
    ['a variable without a value fits nothing', '${aws:PrincipalTag/team}/*', {}, '/a', false],
    ['nor its own text', '${aws:PrincipalTag/team}', {}, '${aws:PrincipalTag/team}', false],
    ['a default is used without a value', "${aws:PrincipalTag/team, 'all'}/*", {}, 'all/a', true],
    ['a default is not used with one', "${aws:PrincipalTag/team, 'all'}/*", { [TEAM]: 'red' }, 'all/a', false],
    ['an empty default is one', "${aws:PrincipalTag/team, ''}a", {}, 'a', true],
    ['several values are none', '${aws:TagKeys}', { 'aws:TagKeys': ['a', 'b'] }, 'a', false],
    ['a * in a value is no wildcard', '${aws:PrincipalTag/team}', { [TEAM]: '*' }, 'anything', false],
    ['a * in a value is a *', '${aws:PrincipalTag/team}', { [TEAM]: '*' }, '*', true],
    ['${*} is a *', 'a${*}', {}, 'a*', true],
    ['${*} is no wildcard', 'a${*}', {}, 'ab', false],
    ['${?} is a ?', 'a${?}', {}, 'a?', true],
    ['${$} is a $', '${$}{a}', {}, '${a}', true],
  ];
  test.each(cases)('%s', (_, pattern, context, key, isAbout) => {
    const statement = allow({ Resource: `arn:aws:s3:::b/${pattern}` });
    expect(decide({ context, resource: `arn:aws:s3:::b/${key}` }, statement)).toBe(isAbout ? 'allow' : 'implicitDeny');
  });

  test('a statement whose exception cannot be resolved does not apply', () => {
    const statement = { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::b/${aws:PrincipalTag/team}' };
    expect(decide({}, statement)).toBe('implicitDeny');
  });

  test('conditions that compare texts may have variables', () => {
    const Condition = { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } };
    const context = { 'aws:ResourceTag/team': 'red' };
    expect(decide({ context: { ...context, [TEAM]: 'red' } }, allow({ Condition }))).toBe('allow');
    expect(decide({ context: { ...context, [TEAM]: 'blue' } }, allow({ Condition }))).toBe('implicitDeny');
    expect(decide({ context }, allow({ Condition }))).toBe('implicitDeny');
  });

  test('a negated condition that cannot be resolved does not hold either', () => {
    const Condition = { StringNotEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } };
    expect(decide({ context: { 'aws:ResourceTag/team': 'red' } }, allow({ Condition }))).toBe('implicitDeny');
  });
});

describe('IAM User Guide, "IAM JSON policy elements: Version"', () => {
  const decideIn = (version: object, resource: string): string => {
    const document = { ...version, Statement: allow({ Resource: 'arn:aws:s3:::b/${aws:PrincipalTag/team}' }) };
    const request = { ...REQUEST, resource, context: { [TEAM]: 'red' } };
    return evaluate(request, { identityPolicies: [parsePolicy(JSON.stringify(document))] }).decision;
  };

  test('in 2008-10-17 a variable is plain text', () => {
    const version = { Version: '2008-10-17' };
    expect(decideIn(version, 'arn:aws:s3:::b/red')).toBe('implicitDeny');
    expect(decideIn(version, 'arn:aws:s3:::b/${aws:PrincipalTag/team}')).toBe('allow');
  });

  test('which is the version of policies that name none', () => {
    expect(decideIn({}, 'arn:aws:s3:::b/red')).toBe('implicitDeny');
  });
});
