import type { Gap } from '../gap';
import { API_GATEWAY_GAPS } from './apigateway';
import { APPLICATION_AUTO_SCALING_GAPS } from './application-autoscaling';
import { CODEBUILD_GAPS } from './codebuild';
import { CODECONNECTIONS_GAPS } from './codeconnections/connections';
import { CODEDEPLOY_GAPS } from './codedeploy';
import { CODEPIPELINE_GAPS } from './codepipeline';
import { COGNITO_GAPS } from './cognito-idp';
import { ruleDescriptions } from './ec2/rule-descriptions';
import { ECR_GAPS } from './ecr';
import { ECS_GAPS } from './ecs';
import { ELASTIC_LOAD_BALANCING_GAPS } from './elasticloadbalancing';
import { IAM_GAPS } from './iam';
import { S3_GAPS } from './s3';
import { STS_GAPS } from './sts';

/** Everything that moto lacks and the gateway does; of one operation, the first sees the request first. */
export const GAPS: readonly Gap[] = [
  ...API_GATEWAY_GAPS,
  ...APPLICATION_AUTO_SCALING_GAPS,
  ...CODEBUILD_GAPS,
  ...CODECONNECTIONS_GAPS,
  ...CODEDEPLOY_GAPS,
  ...CODEPIPELINE_GAPS,
  ...COGNITO_GAPS,
  ruleDescriptions,
  ...ECR_GAPS,
  ...ECS_GAPS,
  ...ELASTIC_LOAD_BALANCING_GAPS,
  ...IAM_GAPS,
  ...S3_GAPS,
  ...STS_GAPS,
];
