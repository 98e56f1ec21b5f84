import type { Questions } from '../question';
import { codebuild } from './codebuild';
import { codepipeline } from './codepipeline';
import { ecr } from './ecr';
import { ecs } from './ecs';
import { iam } from './iam';
import { logs } from './logs';
import { s3 } from './s3';
import { secretsmanager } from './secretsmanager';
import { ssm } from './ssm';
import { sts } from './sts';

/** What is asked for the calls of each service, by signing name. */
export const SERVICES: Readonly<Record<string, Questions>> = {
  codebuild,
  codepipeline,
  ecr,
  ecs,
  iam,
  logs,
  s3,
  secretsmanager,
  ssm,
  sts,
};
