import { holds } from '../testing';

/** The policy's value or values, the request's value, and whether the condition holds. */
type Case = readonly [operator: string, expected: unknown, found: string, holds: boolean];

function check(cases: readonly Case[]): void {
  test.each(cases)('%s %j, given %j: %j', (operator, expected, found, result) => {
    expect(holds({ [operator]: { 'test:key': expected } }, { 'test:key': found })).toBe(result);
  });
}

describe('IAM User Guide, "String condition operators"', () => {
  check([
    ['StringEquals', 'red', 'red', true],
    ['StringEquals', 'red', 'Red', false],
    ['StringEquals', 'r*', 'red', false],
    ['StringEquals', 'r*', 'r*', true],
    ['StringEquals', ['blue', 'red'], 'red', true],
    ['StringEquals', true, 'true', true],
    ['StringNotEquals', 'red', 'red', false],
    ['StringNotEquals', 'red', 'blue', true],
    ['StringNotEquals', ['red', 'blue'], 'blue', false],
    ['StringEqualsIgnoreCase', 'RED', 'red', true],
    ['StringEqualsIgnoreCase', 'RED', 'blue', false],
    ['StringNotEqualsIgnoreCase', 'RED', 'red', false],
    ['StringLike', 'r*', 'red', true],
    ['StringLike', 'r?d', 'red', true],
    ['StringLike', 'R*', 'red', false],
    ['StringLike', 'repo:octo/*:ref', 'repo:octo/a:b:ref', true],
    ['StringNotLike', 'r*', 'red', false],
    ['StringNotLike', 'r*', 'blue', true],
  ]);
});

describe('IAM User Guide, "Numeric condition operators"', () => {
  check([
    ['NumericEquals', 10, '10', true],
    ['NumericEquals', '10', '10.0', true],
    ['NumericEquals', 10, '11', false],
    ['NumericNotEquals', 10, '11', true],
    ['NumericNotEquals', 10, '10', false],
    ['NumericLessThan', 10, '9', true],
    ['NumericLessThan', 10, '10', false],
    ['NumericLessThanEquals', 10, '10', true],
    ['NumericGreaterThan', 10, '11', true],
    ['NumericGreaterThan', 10, '10', false],
    ['NumericGreaterThanEquals', 10, '10', true],
    ['NumericEquals', 10, 'ten', false],
    ['NumericLessThan', 10, '', false],
  ]);
});

describe('IAM User Guide, "Date condition operators"', () => {
  check([
    ['DateEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z', true],
    ['DateEquals', '1767225600', '2026-01-01T00:00:00Z', true],
    ['DateEquals', '2026-01-01T01:00:00+01:00', '2026-01-01T00:00:00Z', true],
    ['DateNotEquals', '2026-01-01', '2026-01-02T00:00:00Z', true],
    ['DateLessThan', '2026-01-02', '2026-01-01T23:59:59Z', true],
    ['DateLessThan', '2026-01-02', '2026-01-02T00:00:00Z', false],
    ['DateLessThanEquals', '2026-01-02', '2026-01-02T00:00:00Z', true],
    ['DateGreaterThan', '2026', '2026-01-01T00:00:01Z', true],
    ['DateGreaterThanEquals', '2026-01', '2026-01-01T00:00:00Z', true],
    ['DateGreaterThan', 'yesterday', '2026-01-01T00:00:00Z', false],
  ]);
});

describe('IAM User Guide, "Boolean condition operators"', () => {
  check([
    ['Bool', 'true', 'true', true],
    ['Bool', true, 'true', true],
    ['Bool', 'True', 'true', true],
    ['Bool', 'false', 'true', false],
    ['Bool', false, 'false', true],
  ]);
});

describe('IAM User Guide, "Binary condition operators"', () => {
  check([
    ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', true],
    ['BinaryEquals', 'QQ==', 'QQ', true],
    ['BinaryEquals', 'QQ==', 'Qg==', false],
  ]);
});

describe('IAM User Guide, "IP address condition operators"', () => {
  check([
    ['IpAddress', '203.0.113.0/24', '203.0.113.7', true],
    ['IpAddress', '203.0.113.0/24', '203.0.114.7', false],
    ['IpAddress', '203.0.113.7', '203.0.113.7', true],
    ['IpAddress', ['10.0.0.0/8', '203.0.113.0/24'], '203.0.113.7', true],
    ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5678::1', true],
    ['IpAddress', '2001:DB8:1234:5678::/64', '203.0.113.7', false],
    ['IpAddress', '203.0.113.0/24', 'nowhere', false],
    ['NotIpAddress', '203.0.113.0/24', '203.0.113.7', false],
    ['NotIpAddress', '203.0.113.0/24', '198.51.100.7', true],
  ]);
});

describe('IAM User Guide, "Amazon Resource Name (ARN) condition operators"', () => {
  const project = 'arn:aws:codebuild:eu-central-1:111122223333:project/orders';
  check([
    ['ArnEquals', project, project, true],
    ['ArnEquals', 'arn:aws:codebuild:*:111122223333:project/*', project, true],
    ['ArnLike', 'arn:aws:codebuild:eu-central-1:111122223333:*', project, true],
    ['ArnLike', 'arn:aws:codebuild:eu-central-?:111122223333:project/orders', project, true],
    ['ArnLike', 'arn:aws:codebuild:*:project/orders', project, false],
    ['ArnLike', 'arn:aws:ecs:*:111122223333:*', project, false],
    ['ArnNotEquals', project, project, false],
    ['ArnNotLike', 'arn:aws:ecs:*:*:*', project, true],
  ]);
});
