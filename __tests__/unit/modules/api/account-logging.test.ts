import { ApiGatewayAccount } from '@cdktf/provider-aws/lib/api-gateway-account';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Testing } from 'cdktf';
import { ApiGatewayAccountLogging } from '../../../../modules/api/account-logging';
import {
  addressOf,
  countResources,
  onlyResource,
  policyStatements,
  referenceTo,
} from '../../../helpers/terraform-json';

describe('ApiGatewayAccountLogging', () => {
  const synth = Testing.synthScope((scope) => {
    new ApiGatewayAccountLogging(scope, 'logging', {
      roleName: 'shop-api-gateway-logs',
      account: '123456789012',
      region: 'eu-central-1',
    });
  });

  it('gives API Gateway a role that only API Gateway assumes, for this account', () => {
    expect(synth).toHaveResourceWithProperties(ApiGatewayAccount, {
      cloudwatch_role_arn: referenceTo(synth, IamRole, 'arn'),
    });
    expect(synth).toHaveResourceWithProperties(IamRole, {
      name: 'shop-api-gateway-logs',
      description: 'API Gateway writes the logs of its stages.',
    });
    expect(policyStatements(onlyResource(synth, IamRole).assume_role_policy)).toEqual([
      {
        Sid: 'AssumedByService',
        Effect: 'Allow',
        Principal: { Service: 'apigateway.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      },
    ]);
  });

  it('lets the role write logs, before API Gateway tries it', () => {
    expect(synth).toHaveResourceWithProperties(IamRolePolicyAttachment, {
      role: referenceTo(synth, IamRole, 'name'),
      policy_arn: 'arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs',
    });
    expect(synth).toHaveResourceWithProperties(ApiGatewayAccount, {
      depends_on: [addressOf(synth, IamRolePolicyAttachment)],
    });
  });

  it('is made of these resources and no other', () => {
    expect(countResources(synth)).toEqual({
      aws_api_gateway_account: 1,
      aws_iam_role: 1,
      aws_iam_role_policy_attachment: 1,
    });
  });
});
