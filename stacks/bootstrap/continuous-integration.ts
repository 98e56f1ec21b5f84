import { Construct } from 'constructs';
import type { ContinuousIntegration as Settings, OwnStackSettings, Platform } from '../../config/types';
import { seeReleases, useServices } from '../../modules/ci/deploy-grants';
import { manageEnvironment, manageOwnParameters } from '../../modules/ci/environment-grants';
import { JobRole, type JobRoleProps } from '../../modules/ci/job-role';
import { leaveOthers, type OwnPart } from '../../modules/ci/own-tags';
import type { PermissionsBoundary } from '../../modules/ci/permissions-boundary';
import { decryptParameters, readParameters, readStacks, type ReadScope } from '../../modules/ci/read-grants';
import { manageOwnStacks, readOwnStacks } from '../../modules/ci/own-stack-grants';
import { checkReviewCodes, makeReviewCodes, ReviewKey } from '../../modules/ci/review-key';
import { leaveRoles, manageRoles } from '../../modules/ci/role-grants';
import { manageShared } from '../../modules/ci/shared-grants';
import { keepReviews, readReviews, readStates, useStateKey, type StateBucket } from '../../modules/ci/state-grants';
import { GithubActions, type Trust } from '../../modules/iam/github-actions';
import type { Jobs } from '../../modules/iam/github-claims';
import type { PolicyStatement } from '../../modules/iam/policy-document';
import { iamArn, regionalArn, type AwsPlace } from '../../platform/arns';
import {
  boundaryArn,
  JOB_SECONDS,
  jobRoleName,
  REVIEW_JOBS,
  REVIEW_WORKFLOWS,
  reviewKeyAlias,
  SHARED_JOBS,
} from '../../platform/ci-names';
import { environmentKeyAlias, hasSharedKey, sharedKeyAlias } from '../../platform/encryption-keys';
import { servicePrincipal } from '../../platform/partitions';
import { pipelineRoleNames } from '../../platform/pipeline-roles';
import { stackIds } from '../../platform/stack-ids';
import { addBoundaries, jobRoles, type BoundedEnvironment, type NeedsOfEnvironments } from './boundaries';
import { JobStates } from './job-states';
import { jobsOf } from './jobs-of';
import { ownStackScopes } from './own-stack-scopes';

/** What the roles of jobs are made for. */
export interface ContinuousIntegrationProps {
  readonly platform: Pick<Platform, 'name' | 'account' | 'region' | 'github'>;
  readonly settings: Settings;
  readonly environments: readonly BoundedEnvironment[];
  /** Names of the services. */
  readonly services: readonly string[];
  /** Stacks of the project's own. */
  readonly stacks: readonly OwnStackSettings[];
  readonly needs: NeedsOfEnvironments;
  /** ARN of the bucket of the states. */
  readonly stateBucketArn: string;
  /** ARNs of all buckets of bootstrap. */
  readonly keptBucketArns: readonly string[];
}

/** The services that make a role for themselves when an environment first uses them. */
const SERVICES = ['ecs', 'ecs.application-autoscaling', 'elasticloadbalancing'].map(servicePrincipal);

/**
 * The roles that jobs of GitHub Actions assume: one that reviews and looks for drift, one for each environment that
 * deploys it, and one that deploys what all environments share. None of them may change this stack.
 */
export class ContinuousIntegration extends Construct {
  readonly github: GithubActions;
  readonly boundaries: readonly PermissionsBoundary[];
  readonly reviewRole: JobRole;
  /** By name of the environment; `shared` deploys what all environments share. */
  readonly deployRoles: ReadonlyMap<string, JobRole>;
  readonly reviewKey: ReviewKey;

  private readonly states: StateBucket;
  private readonly jobStates: JobStates;
  private readonly environmentNames: readonly string[];
  /** Of the key of what all environments share. */
  private readonly sharedKey: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ContinuousIntegrationProps,
  ) {
    super(scope, id);
    const { platform, settings, environments, stateBucketArn } = props;
    this.environmentNames = environments.map(({ name }) => name);
    this.sharedKey = hasSharedKey(environments) ? sharedKeyAlias(platform) : undefined;
    this.states = { bucketArn: stateBucketArn, platform: platform.name };
    this.jobStates = new JobStates(this.states, this.environmentNames, props.services, props.stacks);
    this.github = new GithubActions(this, 'github', { ...this.place(), oidcProvider: settings.oidcProvider });
    this.boundaries = addBoundaries(this, props);
    this.reviewRole = this.createReviewRole();
    this.deployRoles = new Map([
      ...environments.map((each) => [each.name, this.createEnvironmentRole(each)] as const),
      [SHARED_JOBS, this.createSharedRole()],
    ]);
    this.reviewKey = this.createReviewKey();
  }

  private createReviewKey(): ReviewKey {
    const { platform } = this.props;
    const deployRoles = [...this.environmentNames, SHARED_JOBS].map((name) => jobRoleName(platform, 'deploy', name));
    return new ReviewKey(this, 'review-key', {
      place: this.place(),
      alias: reviewKeyAlias(platform),
      reviewRoleArn: iamArn(platform, `role/${jobRoleName(platform, 'review')}`),
      deployRoleArns: deployRoles.map((name) => iamArn(platform, `role/${name}`)),
      jobRoleArns: jobRoles(platform),
    });
  }

  /** Jobs of the branch alone, never of a pull request, whose code anybody may write who may push a branch. */
  private createReviewRole(): JobRole {
    const { platform, environments } = this.props;
    return new JobRole(this, 'review', {
      roleName: jobRoleName(platform, 'review'),
      description: 'Plans pull requests and looks for drift. Changes nothing.',
      sessionSeconds: JOB_SECONDS.review,
      trust: this.trustIn(REVIEW_JOBS, { workflows: REVIEW_WORKFLOWS, withoutEnvironment: true }),
      statements: [
        ...readStacks(this.readScope()),
        readParameters(this.readScope()),
        ...decryptParameters(
          this.readScope(),
          environments.flatMap((each) => this.keysOf(each)),
        ),
        ...readStates(this.states),
        ...useStateKey(platform, this.states, this.sharedKey),
        keepReviews(this.states),
        readReviews(this.states),
        makeReviewCodes(this.place(), reviewKeyAlias(platform)),
      ],
      ownStacks: readOwnStacks(ownStackScopes(this.props)),
    });
  }

  private createDeployRole(
    name: string,
    grants: Pick<JobRoleProps, 'management' | 'ownStacks' | 'statements'>,
  ): JobRole {
    const { platform } = this.props;
    return new JobRole(this, `deploy-${name}`, {
      roleName: jobRoleName(platform, 'deploy', name),
      description: `Deploys ${name === SHARED_JOBS ? 'what all environments share' : `the environment ${name}`}.`,
      sessionSeconds: JOB_SECONDS.deploy,
      trust: this.trustIn(name),
      management: grants.management,
      ownStacks: grants.ownStacks,
      statements: [
        readReviews(this.states),
        checkReviewCodes(this.place(), reviewKeyAlias(platform)),
        ...useStateKey(platform, this.states, this.sharedKey),
        ...grants.statements,
      ],
    });
  }

  private createEnvironmentRole(of: BoundedEnvironment): JobRole {
    const { platform } = this.props;
    const { name: environment } = of;
    const otherEnvironments = this.environmentNames.filter((name) => name !== environment);
    const part = { platform: platform.name, environment };
    const [keyAlias] = this.keysOf(of);
    return this.createDeployRole(environment, {
      ownStacks: this.ownStackGrants(environment),
      management: manageEnvironment({ ...this.place(), ...part, otherEnvironments }),
      statements: [
        ...readStacks(this.readScope()),
        readParameters(this.readScope(), environment),
        ...manageOwnParameters({ ...this.place(), ...part }, keyAlias),
        ...this.jobStates.readOf(environment),
        ...this.jobStates.writeOf(environment, [stackIds.service(environment, '*')]),
        ...this.roleGrants(part, of.logs.flows === 'none' ? ['ecs-tasks'] : ['ecs-tasks', 'vpc-flow-logs']),
        ...this.leavePipelineRoles(`${platform.name}-${environment}-`),
        seeReleases([regionalArn(platform, 'codepipeline', `${platform.name}-*`)]),
        useServices(platform, SERVICES),
        ...leaveOthers(part),
      ],
    });
  }

  private createSharedRole(): JobRole {
    const { platform, keptBucketArns } = this.props;
    const part = { platform: platform.name };
    return this.createDeployRole(SHARED_JOBS, {
      ownStacks: this.ownStackGrants(undefined),
      management: manageShared({ ...this.place(), ...part, keptBucketArns, keyAlias: this.sharedKey }),
      statements: [
        ...readStacks(this.readScope()),
        ...readStates(this.states),
        this.jobStates.leaveOthersOfPipelines(),
        ...this.jobStates.writeShared(),
        ...this.roleGrants(part, ['codebuild', 'codepipeline']),
        ...leaveOthers(part),
      ],
    });
  }

  /** @param environment undefined: what all environments share */
  private ownStackGrants(environment: string | undefined): PolicyStatement[] {
    const scopes = ownStackScopes(this.props).filter((scope) => scope.environment === environment);
    return [...scopes.flatMap(manageOwnStacks), ...readOwnStacks(scopes)];
  }

  /** A service `dev-tools` has pipeline roles whose names begin like those of the environment `dev`. */
  private leavePipelineRoles(beginning: string): PolicyStatement[] {
    const { platform, services } = this.props;
    const names = services.flatMap((service) => pipelineRoleNames(platform.name, service, this.environmentNames));
    const foreign = names.filter((name) => name.startsWith(beginning)).map((name) => this.roleArn(name));
    return foreign.length > 0 ? [leaveRoles('LeaveRolesOfPipelines', foreign)] : [];
  }

  /** But for the roles that this stack makes. */
  private roleGrants(part: OwnPart, services: readonly string[]): PolicyStatement[] {
    const { platform } = this.props;
    const { environment } = part;
    const names = [platform.name, ...(environment === undefined ? [] : [environment]), '*'].join('-');
    return [
      ...manageRoles({
        ...part,
        roleArns: [this.roleArn(names)],
        boundaryArn: boundaryArn(platform, environment ?? SHARED_JOBS),
        services: services.map(servicePrincipal),
      }),
      leaveRoles('LeaveRolesOfBootstrap', [jobRoles(platform)]),
    ];
  }

  private roleArn(name: string): string {
    return iamArn(this.props.platform, `role/${name}`);
  }

  /** Trusts the jobs of a part of the platform: an environment of the config, or what all of them share or read. */
  private trustIn(part: string, more: Pick<Jobs, 'withoutEnvironment' | 'workflows'> = {}): Trust {
    const { platform, settings } = this.props;
    return this.github.trusting(jobsOf(part, { owner: platform.github.owner, settings }, more));
  }

  /** The alias of the key of an environment, if it has one. */
  private keysOf({ name, encryption }: BoundedEnvironment): string[] {
    return encryption === 'customerManaged' ? [environmentKeyAlias(this.props.platform, name)] : [];
  }

  private readScope(): ReadScope {
    return { platform: this.props.platform.name, ...this.place() };
  }

  private place(): AwsPlace {
    const { account, region } = this.props.platform;
    return { account, region };
  }
}
