import type { Service } from '../gateway/service';
import { API_GATEWAY } from './apigateway/service';
import { APPLICATION_AUTO_SCALING } from './application-autoscaling/service';
import { CLOUDWATCH } from './cloudwatch/service';
import { CODEBUILD } from './codebuild/service';
import { CODECONNECTIONS, CODESTAR_CONNECTIONS } from './codeconnections/service';
import { CODEDEPLOY } from './codedeploy/service';
import { CODEPIPELINE } from './codepipeline/service';
import { COGNITO } from './cognito-idp/service';
import { EC2 } from './ec2/service';
import { ECR } from './ecr/service';
import { ECS } from './ecs/service';
import { ELASTIC_LOAD_BALANCING } from './elasticloadbalancing/service';
import { EVENTS } from './events/service';
import { IAM } from './iam/service';
import { KMS } from './kms/service';
import { LAMBDA } from './lambda/service';
import { LOGS } from './logs/service';
import { S3 } from './s3/service';
import { SECRETS_MANAGER } from './secretsmanager/service';
import { SNS } from './sns/service';
import { SSM } from './ssm/service';
import { STS } from './sts/service';

/** Every service, one line each. Of their data planes, the first that takes a request serves it. */
export const SERVICES: readonly Service[] = [
  API_GATEWAY,
  ELASTIC_LOAD_BALANCING,
  COGNITO,
  ECR,
  APPLICATION_AUTO_SCALING,
  CLOUDWATCH,
  CODEBUILD,
  CODECONNECTIONS,
  CODESTAR_CONNECTIONS,
  CODEDEPLOY,
  CODEPIPELINE,
  EC2,
  ECS,
  EVENTS,
  IAM,
  KMS,
  LAMBDA,
  LOGS,
  S3,
  SECRETS_MANAGER,
  SNS,
  SSM,
  STS,
];
