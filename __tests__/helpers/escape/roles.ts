import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { parsePolicy, type Policy } from 'embedded-aws/iam/policy';
import { policiesOfJobs, readPolicy } from '../job-roles';
import { resourcesOf } from '../terraform-json';
import { ACCOUNT, arn, type Owner } from './probe';
import { EVERYTHING, type Role } from './search';

/** Names of jobs that have a role. */
const JOBS = ['review', 'deploy-dev', 'deploy-prod', 'deploy-shared'];

/** The policies that can be boundaries, by ARN. @param stack Terraform JSON of bootstrap */
export function boundariesOf(stack: string): ReadonlyMap<string, Policy> {
  return new Map(
    resourcesOf(stack, IamPolicy)
      .filter(({ name }) => String(name).includes('-ci-boundary'))
      .map(({ name, policy }) => [`arn:aws:iam::${ACCOUNT}:policy/${String(name)}`, readPolicy(policy)]),
  );
}

/** The roles of jobs, each with all of its policies as one. @param stack Terraform JSON of bootstrap */
export function jobRolesOf(stack: string): readonly Role[] {
  return JOBS.map((jobs) => ({
    name: `shop-eu-central-1-ci-${jobs}`,
    owner: 'bootstrap',
    policy: {
      ...parsePolicy('{"Statement":[]}'),
      Statement: policiesOfJobs(stack, jobs).flatMap(({ Statement }) => Statement),
    },
    trusts: [],
  }));
}

const boundaryOf = (jobs: string): string => `arn:aws:iam::${ACCOUNT}:policy/shop-eu-central-1-ci-boundary${jobs}`;

/** A role that stacks have made, as if its own policy allowed everything: what limits it is its boundary. */
function made(name: string, owner: Owner, service: string, changes: Partial<Role> = {}): Role {
  return { name, owner, policy: EVERYTHING, trusts: [service], ...changes };
}

/** Roles that stacks and others have made. */
export const MADE_ROLES: readonly Role[] = [
  ...(['dev', 'prod'] as const).map((environment) =>
    made(`shop-${environment}-hello-task`, environment, 'ecs-tasks', {
      boundary: boundaryOf(`-${environment}`),
      runBy: [['ecs:ExecuteCommand', arn('ecs', `cluster/shop-${environment}`)]],
    }),
  ),
  // One that a later deployment will move to the boundary of its environment.
  made('shop-dev-old-task', 'dev', 'ecs-tasks', {
    boundary: boundaryOf(''),
    policy: parsePolicy(
      '{"Statement":[{"Effect":"Allow","Action":"logs:PutLogEvents","Resource":"arn:of:a:stack:s:own"}]}',
    ),
  }),
  ...['shop-hello-build', 'shop-dev-tools-build'].map((name) =>
    made(name, 'shared', 'codebuild', {
      boundary: boundaryOf('-shared'),
      runBy: ['StartBuild', 'UpdateProject'].map((action) => [
        `codebuild:${action}`,
        arn('codebuild', `project/${name}`),
      ]),
    }),
  ),
  made('shop-hello-pipeline', 'shared', 'codepipeline', { boundary: boundaryOf('-shared') }),
  made('shop-eu-central-1-api-gateway-logging', 'bootstrap', 'apigateway'),
  made('ship-dev-hello-task', 'anotherPlatform', 'ecs-tasks'),
  made('admin', 'noPlatform', 'account'),
];
