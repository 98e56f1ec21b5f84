import type { RequestContext } from '../request';
import { allow, decide, holds } from '../testing';

type Case = readonly [what: string, condition: object, context: RequestContext, holds: boolean];

function check(cases: readonly Case[]): void {
  test.each(cases)('%s', (_, condition, context, result) => {
    expect(holds(condition, context)).toBe(result);
  });
}

describe('IAM User Guide, "Conditions with multiple context keys or values"', () => {
  const colour = { StringEquals: { 'test:colour': 'red' } };
  const both = { ...colour, NumericLessThan: { 'test:size': 5 } };
  check([
    ['two operators: both hold', both, { 'test:colour': 'red', 'test:size': '4' }, true],
    ['two operators: one does not', both, { 'test:colour': 'red', 'test:size': '5' }, false],
    [
      'two keys: both have to hold',
      { StringEquals: { 'test:a': '1', 'test:b': '2' } },
      { 'test:a': '1', 'test:b': '3' },
      false,
    ],
    ['several values: one suffices', { StringEquals: { 'test:a': ['1', '2'] } }, { 'test:a': '2' }, true],
    ['several values, negated: none may match', { StringNotEquals: { 'test:a': ['1', '2'] } }, { 'test:a': '3' }, true],
    ['several values, negated: one matches', { StringNotLike: { 'test:a': ['1*', '2*'] } }, { 'test:a': '21' }, false],
    ['names of keys in other case', colour, { 'TEST:Colour': 'red' }, true],
    ['names of operators in other case', { stringequals: { 'test:colour': 'red' } }, { 'test:colour': 'red' }, true],
    ['no condition', {}, {}, true],
  ]);
});

describe('IAM User Guide, "IAM JSON policy elements: Condition operators", keys that a request lacks', () => {
  const lacks = (operator: string, value: unknown = 'red'): object => ({ [operator]: { 'test:key': value } });
  check([
    ['an operator does not hold', lacks('StringEquals'), {}, false],
    ['of lists neither', lacks('StringLike', ['red', '*']), {}, false],
    ['a number neither', lacks('NumericLessThan', 5), {}, false],
    ['a date neither', lacks('DateLessThan', '2030-01-01'), {}, false],
    ['Bool neither', lacks('Bool', 'false'), {}, false],
    ['an address neither', lacks('IpAddress', '0.0.0.0/0'), {}, false],
    ['an ARN neither', lacks('ArnLike', '*'), {}, false],
    ['StringNotEquals holds', lacks('StringNotEquals'), {}, true],
    ['StringNotLike holds', lacks('StringNotLike'), {}, true],
    ['NumericNotEquals holds', lacks('NumericNotEquals', 5), {}, true],
    ['DateNotEquals holds', lacks('DateNotEquals', '2030-01-01'), {}, true],
    ['NotIpAddress holds', lacks('NotIpAddress', '0.0.0.0/0'), {}, true],
    ['ArnNotLike holds', lacks('ArnNotLike', '*'), {}, true],
    ['a list without values counts as none', lacks('StringEquals'), { 'test:key': [] }, false],
  ]);
});

describe('IAM User Guide, "...IfExists condition operators"', () => {
  const size = { NumericLessThanIfExists: { 'test:size': 5 } };
  check([
    ['holds without the key', size, {}, true],
    ['is compared with it', size, { 'test:size': '6' }, false],
    ['negated ones, too', { StringNotEqualsIfExists: { 'test:a': '1' } }, { 'test:a': '1' }, false],
    ['Bool, too', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }, {}, true],
  ]);
});

describe('IAM User Guide, "Condition operator to check existence of condition keys"', () => {
  const isNull = (value: unknown): object => ({ Null: { 'test:key': value } });
  check([
    ['true, and it is not there', isNull('true'), {}, true],
    ['true, and it is there', isNull(true), { 'test:key': 'a' }, false],
    ['false, and it is there', isNull('false'), { 'test:key': 'a' }, true],
    ['false, and it is not there', isNull(false), {}, false],
  ]);
});

describe('IAM User Guide, "Set operators for multivalued context keys"', () => {
  const keys = (...values: string[]): RequestContext => ({ 'aws:TagKeys': values });
  const all = { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'cost'] } };
  const any = { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['team', 'cost'] } };
  const noneOf = { 'ForAllValues:StringNotEquals': { 'aws:TagKeys': ['secret'] } };
  const anyOther = { 'ForAnyValue:StringNotLike': { 'aws:TagKeys': ['te*'] } };
  check([
    ['ForAllValues: all are in the list', all, keys('team', 'cost'), true],
    ['ForAllValues: a part of the list', all, keys('team'), true],
    ['ForAllValues: one is not in the list', all, keys('team', 'owner'), false],
    ['ForAllValues: there are none', all, {}, true],
    ['ForAnyValue: one is in the list', any, keys('owner', 'team'), true],
    ['ForAnyValue: none is in the list', any, keys('owner'), false],
    ['ForAnyValue: there are none', any, {}, false],
    ['ForAllValues, negated: none is in the list', noneOf, keys('team', 'cost'), true],
    ['ForAllValues, negated: one is in the list', noneOf, keys('team', 'secret'), false],
    ['ForAnyValue, negated: one is not like any', anyOther, keys('team', 'cost'), true],
    ['ForAnyValue, negated: all are like one', anyOther, keys('team', 'test'), false],
    ['ForAnyValue, negated: there are none', anyOther, {}, false],
    ['with Null: neither none nor others', { ...all, Null: { 'aws:TagKeys': 'false' } }, {}, false],
    [
      'ForAnyValue with IfExists: there are none',
      { 'ForAnyValue:StringEqualsIfExists': { 'aws:TagKeys': ['team'] } },
      {},
      true,
    ],
  ]);
});

test('an operator that does not exist is an error that names it', () => {
  const statement = allow({ Condition: { StringMatches: { 'test:key': 'a' } } });
  expect(() => decide({}, statement)).toThrow('there is no condition operator StringMatches');
});
