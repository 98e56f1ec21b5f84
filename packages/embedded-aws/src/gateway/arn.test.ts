import { arnOf, arnOfRoot, globalArnOf, s3ArnOf } from './arn';

const placeIn = (region: string) => ({ account: '210987654321', scope: { region } });

test.each([
  ['eu-central-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['eusc-de-east-1', 'aws-eusc'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['us-isof-south-1', 'aws-iso-f'],
])('ARNs of %s are of the partition %s', (region, partition) => {
  const place = placeIn(region);
  expect(arnOf(place, 'codebuild', 'project/orders')).toBe(
    `arn:${partition}:codebuild:${region}:210987654321:project/orders`,
  );
  expect(globalArnOf(place, 'iam', 'role/build')).toBe(`arn:${partition}:iam::210987654321:role/build`);
  expect(arnOfRoot(place)).toBe(`arn:${partition}:iam::210987654321:root`);
  expect(s3ArnOf(place, 'artifacts/app.zip')).toBe(`arn:${partition}:s3:::artifacts/app.zip`);
});
