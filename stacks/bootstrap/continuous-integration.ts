import { Construct } from 'constructs';
import type { ContinuousIntegration as Settings, Platform } from '../../config/types';
import { seeReleases, useServices } from '../../modules/ci/deploy-grants';
import { manageEnvironment } from '../../modules/ci/environment-grants';
import { JobRole, type JobRoleProps } from '../../modules/ci/job-role';
import { leaveOthers, type OwnPart } from '../../modules/ci/own-tags';
import type { PermissionsBoundary } from '../../modules/ci/permissions-boundary';
import { readParameters, readStacks, type ReadScope } from '../../modules/ci/read-grants';
import { checkReviewCodes, makeReviewCodes, ReviewKey } from '../../modules/ci/review-key';
import { leaveRoles, manageRoles } from '../../modules/ci/role-grants';
import { manageShared } from '../../modules/ci/shared-grants';
import {
  keepReviews,
  leaveStates,
  leaveStatesUnread,
  readReviews,
  readStates,
  writeStates,
  type StateBucket,
} from '../../modules/ci/state-grants';
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
import { servicePrincipal } from '../../platform/partitions';
import { pipelineRoleNames } from '../../platform/pipeline-roles';
import { foreignMatches, stackIds, type StackId } from '../../platform/stack-ids';
import { addBoundaries, jobRoles, type NeedsOfEnvironments } from './boundaries';

/** What the roles of jobs are made for. */
export interface ContinuousIntegrationProps {
  readonly platform: Pick<Platform, 'name' | 'account' | 'region' | 'github'>;
  readonly settings: Settings;
  /** Names of the environments. */
  readonly environments: readonly string[];
  /** Names of the services. */
  readonly services: readonly string[];
  readonly needs: NeedsOfEnvironments;
  /** ARN of the bucket of the states. */
  readonly stateBucketArn: string;
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

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ContinuousIntegrationProps,
  ) {
    super(scope, id);
    const { platform, settings, environments, stateBucketArn } = props;
    this.states = { bucketArn: stateBucketArn, platform: platform.name };
    this.github = new GithubActions(this, 'github', { ...this.place(), oidcProvider: settings.oidcProvider });
    this.boundaries = addBoundaries(this, props);
    this.reviewRole = this.createReviewRole();
    this.deployRoles = new Map([
      ...environments.map((name) => [name, this.createEnvironmentRole(name)] as const),
      [SHARED_JOBS, this.createSharedRole()],
    ]);
    this.reviewKey = this.createReviewKey();
  }

  private createReviewKey(): ReviewKey {
    const { platform, environments } = this.props;
    const deployRoles = [...environments, SHARED_JOBS].map((name) => jobRoleName(platform, 'deploy', name));
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
    const { platform } = this.props;
    return new JobRole(this, 'review', {
      roleName: jobRoleName(platform, 'review'),
      description: 'Plans pull requests and looks for drift. Changes nothing.',
      sessionSeconds: JOB_SECONDS.review,
      trust: this.trustIn(REVIEW_JOBS, { workflows: REVIEW_WORKFLOWS, withoutEnvironment: true }),
      statements: [
        ...readStacks(this.readScope()),
        readParameters(this.readScope()),
        ...readStates(this.states),
        keepReviews(this.states),
        readReviews(this.states),
        makeReviewCodes(this.place(), reviewKeyAlias(platform)),
      ],
    });
  }

  private createDeployRole(name: string, grants: Pick<JobRoleProps, 'management' | 'statements'>): JobRole {
    const { platform } = this.props;
    return new JobRole(this, `deploy-${name}`, {
      roleName: jobRoleName(platform, 'deploy', name),
      description: `Deploys ${name === SHARED_JOBS ? 'what all environments share' : `the environment ${name}`}.`,
      sessionSeconds: JOB_SECONDS.deploy,
      trust: this.trustIn(name),
      management: grants.management,
      statements: [
        readReviews(this.states),
        checkReviewCodes(this.place(), reviewKeyAlias(platform)),
        ...grants.statements,
      ],
    });
  }

  private createEnvironmentRole(environment: string): JobRole {
    const { platform, environments } = this.props;
    const otherEnvironments = environments.filter((name) => name !== environment);
    const part = { platform: platform.name, environment };
    return this.createDeployRole(environment, {
      management: manageEnvironment({ ...this.place(), ...part, otherEnvironments }),
      statements: [
        ...readStacks(this.readScope()),
        readParameters(this.readScope(), environment),
        ...this.stateReadings(environment),
        ...this.stateGrants(environment, [stackIds.service(environment, '*')]),
        ...this.roleGrants(part, ['ecs-tasks']),
        ...this.leavePipelineRoles(`${platform.name}-${environment}-`),
        seeReleases([regionalArn(platform, 'codepipeline', `${platform.name}-*`)]),
        useServices(platform, SERVICES),
        ...leaveOthers(part),
      ],
    });
  }

  private createSharedRole(): JobRole {
    const { platform, stateBucketArn } = this.props;
    const part = { platform: platform.name };
    return this.createDeployRole(SHARED_JOBS, {
      management: manageShared({ ...this.place(), ...part, stateBucketArn }),
      statements: [
        ...readStacks(this.readScope()),
        ...readStates(this.states),
        leaveStatesUnread(this.states, this.statesOfNoPipeline()),
        ...this.stateGrants(undefined, [stackIds.registry('*'), stackIds.pipeline('*')]),
        ...this.roleGrants(part, ['codebuild', 'codepipeline']),
        ...leaveOthers(part),
      ],
    });
  }

  /**
   * Reads the states of an environment and of the registries that its services pull from: others hold secrets, those of
   * other environments their own and those of pipelines the token for GitHub.
   */
  private stateReadings(environment: string): PolicyStatement[] {
    const patterns = [stackIds.service(environment, '*'), stackIds.registry('*')];
    const foreign = this.foreignStacks(environment, patterns).filter(({ type }) => type !== 'registry');
    const ids = foreign.map(({ id }) => id);
    return [...readStates(this.states, patterns), ...(ids.length > 0 ? [leaveStatesUnread(this.states, ids)] : [])];
  }

  /** A pipeline reads the states of the clusters and services that it releases to, and of its registry. */
  private statesOfNoPipeline(): string[] {
    const ofEnvironments = this.props.environments.flatMap((name) => [stackIds.network(name), stackIds.gateway(name)]);
    return [stackIds.bootstrap(), ...ofEnvironments];
  }

  /**
   * Writes states by a pattern, so that this stack need not change with every new service, but for those that look alike
   * and belong to others.
   */
  private stateGrants(environment: string | undefined, patterns: readonly string[]): PolicyStatement[] {
    const foreign = this.foreignStacks(environment, patterns).map(({ id }) => id);
    return [...writeStates(this.states, patterns), ...(foreign.length > 0 ? [leaveStates(this.states, foreign)] : [])];
  }

  private foreignStacks(environment: string | undefined, patterns: readonly string[]): readonly StackId[] {
    const environments = this.props.environments.map((name) => ({ name }));
    const services = this.props.services.map((name) => ({ name }));
    return foreignMatches({ environments, services }, environment, patterns);
  }

  /** A service `dev-tools` has pipeline roles whose names begin like those of the environment `dev`. */
  private leavePipelineRoles(beginning: string): PolicyStatement[] {
    const { platform, services, environments } = this.props;
    const names = services.flatMap((service) => pipelineRoleNames(platform.name, service, environments));
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

  /** Trusts the jobs of a GitHub environment that run on the branch of the config. */
  private trustIn(environment: string, more: Pick<Jobs, 'withoutEnvironment' | 'workflows'> = {}): Trust {
    const { platform, settings } = this.props;
    const { repository: name, branch, ownerId, repositoryId } = settings;
    const ids =
      ownerId === undefined || repositoryId === undefined ? undefined : { owner: ownerId, repository: repositoryId };
    const repository = { owner: platform.github.owner, name, ...(ids && { ids }) };
    return this.github.trusting({ repository, branch, environment, ...more });
  }

  private readScope(): ReadScope {
    return { platform: this.props.platform.name, ...this.place() };
  }

  private place(): AwsPlace {
    const { account, region } = this.props.platform;
    return { account, region };
  }
}
