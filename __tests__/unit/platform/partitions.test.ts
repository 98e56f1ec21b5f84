import { apiGatewayArn, bucketArn, iamArn, managedPolicyArn, regionalArn } from '../../../platform/arns';
import {
  endpointServicePrefix,
  partitionOf,
  registryHost,
  signInHost,
  tokenAudience,
} from '../../../platform/partitions';

const account = '123456789012';

describe('the partition of a region', () => {
  it.each([
    ['eu-central-1', 'aws', 'amazonaws.com'],
    ['us-east-1', 'aws', 'amazonaws.com'],
    ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
    ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
    ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
    ['us-iso-east-1', 'aws-iso', 'c2s.ic.gov'],
    ['us-isob-east-1', 'aws-iso-b', 'sc2s.sgov.gov'],
  ])('of %s is %s, whose addresses end in %s', (region, id, dnsSuffix) => {
    expect(partitionOf(region)).toMatchObject({ id, dnsSuffix });
  });

  it('of a name that is none is an error', () => {
    expect(() => partitionOf('moon-1')).toThrow(new Error('moon-1 is a region of no AWS partition'));
  });
});

describe('ARNs', () => {
  it('name the partition of the region, and region and account where the service has them', () => {
    const place = { account, region: 'us-gov-west-1' };
    expect(regionalArn(place, 'ecs', 'cluster/shop')).toBe(`arn:aws-us-gov:ecs:us-gov-west-1:${account}:cluster/shop`);
    expect(iamArn(place, 'role/shop')).toBe(`arn:aws-us-gov:iam::${account}:role/shop`);
    expect(managedPolicyArn('eu-central-1', 'ReadOnlyAccess')).toBe('arn:aws:iam::aws:policy/ReadOnlyAccess');
    expect(bucketArn('cn-north-1', 'shop-*')).toBe('arn:aws-cn:s3:::shop-*');
    expect(apiGatewayArn('eu-central-1', 'restapis/*')).toBe('arn:aws:apigateway:eu-central-1::/restapis/*');
  });
});

describe('addresses', () => {
  it.each([
    ['eu-central-1', 'com.amazonaws', 'sts.amazonaws.com', 'dkr.ecr.eu-central-1.amazonaws.com'],
    ['us-gov-west-1', 'com.amazonaws', 'sts.amazonaws.com', 'dkr.ecr.us-gov-west-1.amazonaws.com'],
    ['cn-north-1', 'cn.com.amazonaws', 'sts.amazonaws.com.cn', 'dkr.ecr.cn-north-1.amazonaws.com.cn'],
  ])('in %s end as its partition says', (region, endpointServices, audience, registry) => {
    expect(endpointServicePrefix(region)).toBe(endpointServices);
    expect(tokenAudience(region)).toBe(audience);
    expect(registryHost({ account, region })).toBe(`${account}.${registry}`);
  });

  it('of sign-in pages in GovCloud are those with FIPS', () => {
    expect(signInHost('us-gov-west-1', 'shop')).toBe('shop.auth-fips.us-gov-west-1.amazoncognito.com');
    expect(signInHost('eu-central-1', 'shop')).toBe('shop.auth.eu-central-1.amazoncognito.com');
  });
});
