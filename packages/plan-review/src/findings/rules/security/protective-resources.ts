const bucket = ['aws_s3_bucket'];

/** Protecting resources, by type: what is true without them, and which types they can belong to. */
export const PROTECTIVE_RESOURCES: Readonly<
  Record<string, { readonly without: string; readonly owners: readonly string[] }>
> = {
  aws_accessanalyzer_analyzer: { without: 'access from outside the account is no longer reported', owners: [] },
  aws_api_gateway_authorizer: {
    without: 'methods can no longer authorize callers with it',
    owners: ['aws_api_gateway_rest_api'],
  },
  aws_api_gateway_request_validator: { without: 'requests are not checked', owners: ['aws_api_gateway_rest_api'] },
  aws_apigatewayv2_authorizer: {
    without: 'routes can no longer authorize callers with it',
    owners: ['aws_apigatewayv2_api'],
  },
  aws_cloudtrail: { without: 'calls of the AWS API are not recorded', owners: [] },
  aws_config_configuration_recorder: { without: 'changes of resources are not recorded', owners: [] },
  aws_flow_log: { without: 'connections are not recorded', owners: ['aws_vpc', 'aws_subnet'] },
  aws_guardduty_detector: { without: 'threats are no longer detected', owners: [] },
  aws_iam_account_password_policy: { without: 'users may have weaker passwords', owners: [] },
  aws_network_acl: { without: 'the subnets let everything through', owners: ['aws_vpc'] },
  aws_s3_account_public_access_block: { without: 'buckets can be made public', owners: [] },
  aws_s3_bucket_logging: { without: 'requests to the bucket are not recorded', owners: bucket },
  aws_s3_bucket_ownership_controls: { without: 'access control lists may open the bucket', owners: bucket },
  aws_s3_bucket_public_access_block: { without: 'the bucket can be made public', owners: bucket },
  aws_s3_bucket_server_side_encryption_configuration: {
    without: 'a key of yours no longer encrypts what is written',
    owners: bucket,
  },
  aws_s3_bucket_versioning: { without: 'what is overwritten or deleted is gone', owners: bucket },
  aws_securityhub_account: { without: 'findings of scanners are no longer collected', owners: [] },
  aws_wafv2_web_acl: { without: 'requests are not filtered', owners: [] },
  aws_wafv2_web_acl_association: { without: 'requests are not filtered', owners: ['aws_lb', 'aws_api_gateway_stage'] },
  aws_wafv2_web_acl_logging_configuration: {
    without: 'filtered requests are not recorded',
    owners: ['aws_wafv2_web_acl'],
  },
  github_branch_protection: {
    without: 'anybody with write access may push to the branch',
    owners: ['github_repository'],
  },
};
