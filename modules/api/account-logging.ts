import { ApiGatewayAccount } from '@cdktf/provider-aws/lib/api-gateway-account';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { managedPolicyArn } from '../../platform/arns';
import { servicePrincipal } from '../../platform/partitions';
import { policyDocument } from '../iam/policy-document';

/** Properties of an `ApiGatewayAccountLogging`. */
export interface ApiGatewayAccountLoggingProps {
  /** Physical name, at most 64 characters. */
  readonly roleName: string;
  /** AWS account id, 12 digits. */
  readonly account: string;
  /** AWS region whose API Gateway is meant. */
  readonly region: string;
}

/**
 * Lets API Gateway write logs: a setting of the whole account in a region. Without it no stage can have access logs.
 * Source: API Gateway developer guide, "Set up CloudWatch logging for REST APIs".
 */
export class ApiGatewayAccountLogging extends Construct {
  readonly resource: ApiGatewayAccount;
  readonly role: IamRole;
  readonly permissions: IamRolePolicyAttachment;

  constructor(scope: Construct, id: string, props: ApiGatewayAccountLoggingProps) {
    super(scope, id);
    this.role = new IamRole(this, 'role', {
      name: props.roleName,
      description: 'API Gateway writes the logs of its stages.',
      assumeRolePolicy: policyDocument({
        sid: 'AssumedByService',
        principals: { Service: servicePrincipal('apigateway') },
        actions: ['sts:AssumeRole'],
        // API Gateway works for every account: only this one may use it to write here.
        conditions: { StringEquals: { 'aws:SourceAccount': props.account } },
      }),
    });
    this.permissions = new IamRolePolicyAttachment(this, 'permissions', {
      role: this.role.name,
      policyArn: managedPolicyArn(props.region, 'service-role/AmazonAPIGatewayPushToCloudWatchLogs'),
    });
    this.resource = new ApiGatewayAccount(this, 'Resource', {
      cloudwatchRoleArn: this.role.arn,
      // API Gateway tries the role out before it accepts it.
      dependsOn: [this.permissions],
    });
  }
}
