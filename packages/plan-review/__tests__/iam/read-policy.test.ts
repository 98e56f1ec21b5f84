import { readPolicy } from '../../src/iam/read-policy';

function principalIn(AWS: string): unknown {
  const document = readPolicy(
    JSON.stringify({ Statement: { Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' } }),
  );
  return document.kind === 'statements' ? document.statements[0]?.principal?.patterns : document;
}

test.each(['aws', 'aws-us-gov', 'aws-cn'])("an account's number and its root user in %s are the same", (partition) => {
  expect(principalIn('210987654321')).toEqual(['AWS:210987654321']);
  expect(principalIn(`arn:${partition}:iam::210987654321:root`)).toEqual(['AWS:210987654321']);
});

test('another principal is read as it is written', () => {
  const role = 'arn:aws:iam::210987654321:role/deploy';
  expect(principalIn(role)).toEqual([`AWS:${role}`]);
});
