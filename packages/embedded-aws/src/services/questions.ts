import type { Questions } from '../gateway/authorization/question';
import { apigateway } from './apigateway/authorization';
import { applicationAutoScaling } from './application-autoscaling/authorization';
import { cloudwatch } from './cloudwatch/authorization';
import { codebuild } from './codebuild/authorization';
import { codeconnections } from './codeconnections/authorization';
import { codedeploy } from './codedeploy/authorization';
import { codepipeline } from './codepipeline/authorization';
import { ecr } from './ecr/authorization';
import { ecs } from './ecs/authorization';
import { elasticloadbalancing } from './elasticloadbalancing/authorization';
import { events } from './events/authorization';
import { iam } from './iam/authorization';
import { kms } from './kms/authorization';
import { lambda } from './lambda/authorization';
import { logs } from './logs/authorization';
import { s3 } from './s3/authorization';
import { secretsmanager } from './secretsmanager/authorization';
import { sns } from './sns/authorization';
import { ssm } from './ssm/authorization';
import { sts } from './sts/authorization';

/** What is asked for the calls of each service, by signing name. */
export const SERVICES: Readonly<Record<string, Questions>> = {
  apigateway,
  'application-autoscaling': applicationAutoScaling,
  codebuild,
  codeconnections: codeconnections('codeconnections'),
  codedeploy,
  codepipeline,
  'codestar-connections': codeconnections('codestar-connections'),
  ecr,
  ecs,
  elasticloadbalancing,
  events,
  iam,
  kms,
  lambda,
  logs,
  monitoring: cloudwatch,
  s3,
  secretsmanager,
  sns,
  ssm,
  sts,
};
