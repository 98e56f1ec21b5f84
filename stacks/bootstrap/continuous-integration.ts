import { Construct } from 'constructs';
import type { ContinuousIntegration as Settings, Platform } from '../../config/types';
import {
  leaveStateBucket,
  manageBuckets,
  manageEnvironment,
  manageParameters,
  manageShared,
  seeReleases,
  useServices,
} from '../../modules/ci/deploy-grants';
import { JobRole } from '../../modules/ci/job-role';
import { PermissionsBoundary } from '../../modules/ci/permissions-boundary';
import { readStacks, type ReadScope } from '../../modules/ci/read-grants';
import { leaveRoles, manageRoles } from '../../modules/ci/role-grants';
import {
  keepReviews,
  leaveStates,
  readReviewLists,
  readReviews,
  readStates,
  writeStates,
  type StateBucket,
} from '../../modules/ci/state-grants';
import { GithubActions, type Trust } from '../../modules/iam/github-actions';
import type { Jobs } from '../../modules/iam/github-claims';
import type { PolicyStatement } from '../../modules/iam/policy-document';
import { bucketArn, iamArn, regionalArn, type AwsPlace } from '../../platform/arns';
import {
  boundaryArn,
  boundaryName,
  JOB_SECONDS,
  jobRoleName,
  jobRolePrefix,
  REVIEW_JOBS,
  REVIEW_WORKFLOWS,
  SHARED_JOBS,
} from '../../platform/ci-names';
import { servicePrincipal } from '../../platform/partitions';
import { pipelineRoleNames } from '../../platform/pipeline-roles';
import { foreignMatches, stackIds } from '../../platform/stack-ids';

/** What the roles of jobs are made for. */
export interface ContinuousIntegrationProps {
  readonly platform: Pick<Platform, 'name' | 'account' | 'region' | 'github'>;
  readonly settings: Settings;
  /** Names of the environments. */
  readonly environments: readonly string[];
  /** Names of the services. */
  readonly services: readonly string[];
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
  private readonly github: GithubActions;
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
    new PermissionsBoundary(this, 'boundary', {
      policyName: boundaryName(platform),
      stateBucketArn,
      passedRoleArns: [this.roleArn(`${platform.name}-*`)],
      keptRoleArns: [this.roleArn(this.ownRoles())],
    });
    this.createReviewRole();
    for (const environment of environments) this.createDeployRole(environment, this.environmentGrants(environment));
    this.createDeployRole(SHARED_JOBS, this.sharedGrants());
  }

  /** Jobs of the branch alone, never of a pull request, whose code anybody may write who may push a branch. */
  private createReviewRole(): void {
    const { platform } = this.props;
    new JobRole(this, 'review', {
      roleName: jobRoleName(platform, 'review'),
      description: 'Plans pull requests and looks for drift. Changes nothing.',
      sessionSeconds: JOB_SECONDS.review,
      trust: this.trustIn(REVIEW_JOBS, { workflows: REVIEW_WORKFLOWS, withoutEnvironment: true }),
      statements: [
        ...readStacks(this.readScope()),
        ...readStates(this.states),
        keepReviews(this.states),
        readReviewLists(this.states),
      ],
    });
  }

  private createDeployRole(name: string, statements: readonly PolicyStatement[]): void {
    const { platform } = this.props;
    new JobRole(this, `deploy-${name}`, {
      roleName: jobRoleName(platform, 'deploy', name),
      description: `Deploys ${name === SHARED_JOBS ? 'what all environments share' : `the environment ${name}`}.`,
      sessionSeconds: JOB_SECONDS.deploy,
      trust: this.trustIn(name),
      statements: [
        ...readStacks(this.readScope()),
        ...readStates(this.states),
        readReviews(this.states),
        ...statements,
      ],
    });
  }

  private environmentGrants(environment: string): PolicyStatement[] {
    const { platform } = this.props;
    return [
      ...this.stateGrants(environment, [stackIds.service(environment, '*')]),
      ...manageEnvironment(environment),
      manageParameters([regionalArn(platform, 'ssm', `parameter/${platform.name}/${environment}/*`)]),
      seeReleases([regionalArn(platform, 'codepipeline', `${platform.name}-*`)]),
      ...this.roleGrants(`${platform.name}-${environment}-*`, ['ecs-tasks']),
      ...this.leavePipelineRoles(`${platform.name}-${environment}-`),
      useServices(platform, SERVICES),
    ];
  }

  private sharedGrants(): PolicyStatement[] {
    const { platform, stateBucketArn } = this.props;
    return [
      ...this.stateGrants(undefined, [stackIds.registry('*'), stackIds.pipeline('*')]),
      ...manageShared(),
      manageBuckets([bucketArn(platform.region, `${platform.name}-*`)]),
      leaveStateBucket(stateBucketArn),
      ...this.roleGrants(`${platform.name}-*`, ['codebuild', 'codepipeline']),
    ];
  }

  /**
   * Writes states by a pattern, so that this stack need not change with every new service, but for those that look alike
   * and belong to others.
   */
  private stateGrants(environment: string | undefined, patterns: readonly string[]): PolicyStatement[] {
    const environments = this.props.environments.map((name) => ({ name }));
    const services = this.props.services.map((name) => ({ name }));
    const foreign = foreignMatches({ environments, services }, environment, patterns).map(({ id }) => id);
    return [...writeStates(this.states, patterns), ...(foreign.length > 0 ? [leaveStates(this.states, foreign)] : [])];
  }

  /** A service `dev-tools` has pipeline roles whose names begin like those of the environment `dev`. */
  private leavePipelineRoles(beginning: string): PolicyStatement[] {
    const { platform, services, environments } = this.props;
    const names = services.flatMap((service) => pipelineRoleNames(platform.name, service, environments));
    const foreign = names.filter((name) => name.startsWith(beginning)).map((name) => this.roleArn(name));
    return foreign.length > 0 ? [leaveRoles('LeaveRolesOfPipelines', foreign)] : [];
  }

  /** But for the roles that this stack makes. */
  private roleGrants(names: string, services: readonly string[]): PolicyStatement[] {
    const { platform } = this.props;
    return [
      ...manageRoles({
        roleArns: [this.roleArn(names)],
        boundaryArn: boundaryArn(platform),
        services: services.map(servicePrincipal),
      }),
      leaveRoles('LeaveRolesOfBootstrap', [this.roleArn(this.ownRoles())]),
    ];
  }

  /** The roles that this stack makes. */
  private ownRoles(): string {
    const { name, region } = this.props.platform;
    return `${jobRolePrefix({ name, region })}*`;
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
