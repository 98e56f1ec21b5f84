import type { Questions } from '../question';
import { apigateway } from './apigateway';
import { applicationAutoScaling } from './application-autoscaling';
import { cloudwatch } from './cloudwatch';
import { codebuild } from './codebuild';
import { codeconnections } from './codeconnections';
import { codedeploy } from './codedeploy';
import { codepipeline } from './codepipeline';
import { ecr } from './ecr';
import { ecs } from './ecs';
import { elasticloadbalancing } from './elasticloadbalancing';
import { events } from './events';
import { iam } from './iam';
import { kms } from './kms';
import { lambda } from './lambda';
import { logs } from './logs';
import { s3 } from './s3';
import { secretsmanager } from './secretsmanager';
import { sns } from './sns';
import { ssm } from './ssm';
import { sts } from './sts';

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
