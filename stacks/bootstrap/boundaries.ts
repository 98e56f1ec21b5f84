import type { Construct } from 'constructs';
import type { Environment, Platform } from '../../config/types';
import { environmentBoundary, type ApplicationNeeds } from '../../modules/ci/environment-boundary';
import { formerBoundary } from '../../modules/ci/former-boundary';
import { PermissionsBoundary } from '../../modules/ci/permissions-boundary';
import { sharedBoundary } from '../../modules/ci/shared-boundary';
import { iamArn, regionalArn } from '../../platform/arns';
import { environmentKeyAlias, hasSharedKey, sharedKeyAlias } from '../../platform/encryption-keys';
import { boundaryName, formerBoundaryName, jobRolePrefix, SHARED_JOBS } from '../../platform/ci-names';

/** What the config grants applications, by the name of the environment. */
export type NeedsOfEnvironments = ReadonlyMap<string, ApplicationNeeds>;

/** What the boundary of an environment depends on. */
export type BoundedEnvironment = Pick<Environment, 'name' | 'encryption' | 'logs'>;

/** What an environment without services grants. */
const NOTHING: ApplicationNeeds = { secretArns: [], keyArns: [], executeCommand: false };

/** What the boundaries of a platform are made for. */
export interface BoundariesProps {
  readonly platform: Pick<Platform, 'name' | 'account' | 'region'>;
  readonly environments: readonly BoundedEnvironment[];
  readonly needs: NeedsOfEnvironments;
  /** ARN of the bucket of the states. */
  readonly stateBucketArn: string;
  /** ARNs of all buckets of bootstrap. */
  readonly keptBucketArns: readonly string[];
}

/**
 * Limits the roles that jobs make: those of each environment and those that all environments share. They are made where
 * no job may change them.
 */
export function addBoundaries(scope: Construct, props: BoundariesProps): PermissionsBoundary[] {
  const { platform, environments } = props;
  const add = (jobs: string, whose: string, statements: ReturnType<typeof sharedBoundary>): PermissionsBoundary =>
    new PermissionsBoundary(scope, `boundary-${jobs}`, {
      policyName: boundaryName(platform, jobs),
      description: `The most that roles may do which jobs make for ${whose}.`,
      statements,
    });
  const shared = {
    ...placeOf(props),
    environments: environments.map(({ name }) => name),
    keptBucketArns: props.keptBucketArns,
    keyAlias: hasSharedKey(environments) ? sharedKeyAlias(platform) : undefined,
    jobRoleArn: jobRoles(platform),
  };
  return [
    addFormerBoundary(scope, props),
    ...environments.map((each) => add(each.name, `the environment ${each.name}`, boundaryOf(each, props))),
    add(SHARED_JOBS, 'what all environments share', sharedBoundary(shared)),
  ];
}

/** ARN of all roles that bootstrap makes, with `*` for any letters. */
export function jobRoles(platform: BoundariesProps['platform']): string {
  return iamArn(platform, `role/${jobRolePrefix(platform)}*`);
}

function addFormerBoundary(scope: Construct, { platform, stateBucketArn }: BoundariesProps): PermissionsBoundary {
  return new PermissionsBoundary(scope, 'boundary', {
    policyName: formerBoundaryName(platform),
    description: 'The most that roles may do which GitHub Actions make.',
    statements: formerBoundary({
      stateBucketArn,
      passedRoleArns: [iamArn(platform, `role/${platform.name}-*`)],
      keptRoleArns: [jobRoles(platform)],
    }),
  });
}

function boundaryOf(environment: BoundedEnvironment, props: BoundariesProps): ReturnType<typeof environmentBoundary> {
  const { platform, environments, needs } = props;
  const applications = needs.get(environment.name) ?? NOTHING;
  const others = environments.flatMap(({ name }) => needs.get(name)?.secretArns ?? []);
  // Parameters of the platform itself, e.g. the secret of the load balancer, and those of applications beside them.
  const ofPlatform = environments.map(({ name }) =>
    regionalArn(platform, 'ssm', `parameter/${platform.name}/${name}/`),
  );
  const sparedSecretArns = [...others.filter((arn) => !applications.secretArns.includes(arn)), ...ofPlatform];
  return environmentBoundary({
    ...placeOf(props),
    environment: environment.name,
    applications,
    settings: {
      keyAlias:
        environment.encryption === 'customerManaged' ? environmentKeyAlias(platform, environment.name) : undefined,
      flowLogs: environment.logs.flows !== 'none',
    },
    sparedSecretArns,
  });
}

function placeOf({ platform: { name, account, region } }: BoundariesProps): {
  platform: string;
  account: string;
  region: string;
} {
  return { platform: name, account, region };
}
