import { config, issuesOf } from '../../../helpers/config';

const issuesIn = (region: string): readonly unknown[] => issuesOf(config({ region }));

describe('the region', () => {
  it.each(['eu-central-1', 'us-east-1', 'ap-southeast-6', 'us-gov-west-1', 'us-gov-east-1'])('may be %s', (region) => {
    expect(issuesIn(region)).toEqual([]);
  });

  it.each([
    ['cn-north-1', 'Amazon Cognito user pools cannot be used there'],
    ['cn-northwest-1', 'Amazon Cognito user pools cannot be used there'],
    ['us-iso-east-1', 'AWS CodePipeline and Amazon Cognito user pools cannot be used there'],
    ['us-isof-south-1', 'Amazon API Gateway and Amazon Cognito user pools cannot be used there'],
    ['eu-isoe-west-1', 'AWS CodePipeline, AWS CodeBuild and Amazon Cognito user pools cannot be used there'],
    ['ap-southeast-7', 'AWS CodePipeline cannot be used there'],
    ['ca-west-1', 'AWS CodeBuild and AWS CodePipeline cannot be used there'],
    ['eusc-de-east-1', 'the address of sign-in pages of Amazon Cognito is not documented there'],
    ['xx-moon-1', 'its name is not one of a region of any AWS partition'],
  ])('is refused with the reason: %s', (region, reason) => {
    expect(issuesIn(region)).toEqual([
      {
        path: 'region',
        found: `"${region}": ${reason}`,
        allowed: 'a region with Fargate, CodePipeline, CodeBuild, API Gateway and Cognito user pools',
        fix: 'use another region, for example eu-central-1, us-east-1 or us-gov-west-1',
      },
    ]);
  });
});
