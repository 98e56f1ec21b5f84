import type { Gap } from '../gateway/handler';
import { API_GATEWAY_GAPS } from './apigateway/handlers';
import { APPLICATION_AUTO_SCALING_GAPS } from './application-autoscaling/handlers';
import { CODEBUILD_GAPS } from './codebuild/handlers';
import { CODECONNECTIONS_GAPS } from './codeconnections/handlers/connections';
import { CODEDEPLOY_GAPS } from './codedeploy/handlers';
import { CODEPIPELINE_GAPS } from './codepipeline/handlers';
import { COGNITO_GAPS } from './cognito-idp/handlers';
import { ruleDescriptions } from './ec2/handlers/rule-descriptions';
import { ECR_GAPS } from './ecr/handlers';
import { ECS_GAPS } from './ecs/handlers';
import { ELASTIC_LOAD_BALANCING_GAPS } from './elasticloadbalancing/handlers';
import { IAM_GAPS } from './iam/handlers';
import { S3_GAPS } from './s3/handlers';
import { STS_GAPS } from './sts/handlers';

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
