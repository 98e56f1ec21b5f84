import { Construct } from 'constructs';
import type { ContinuousIntegration as Settings, Platform } from '../../config/types';
import {
  leaveStateBucket,
  manageBuckets,
  manageEnvironment,
  manageParameters,
  manageShared,
  useServices,
} from '../../modules/ci/deploy-grants';
import { JobRole } from '../../modules/ci/job-role';
import { PermissionsBoundary } from '../../modules/ci/permissions-boundary';
import { readStacks } from '../../modules/ci/read-grants';
import { leaveRoles, manageRoles } from '../../modules/ci/role-grants';
import {
  keepReviews,
  readReviewLists,
  readReviews,
  readStates,
  writeStates,
  type StateBucket,
} from '../../modules/ci/state-grants';
import { GithubActions } from '../../modules/iam/github-actions';
import type { PolicyStatement } from '../../modules/iam/policy-document';
import { boundaryArn, boundaryName, jobRoleName } from '../ci-names';

/** What the roles of jobs are made for. */
export interface ContinuousIntegrationProps {
  readonly platform: Pick<Platform, 'name' | 'account' | 'region' | 'github'>;
  readonly settings: Settings;
  /** Names of the environments. */
  readonly environments: readonly string[];
  /** ARN of the bucket of the states. */
  readonly stateBucketArn: string;
}

/** The services that make a role for themselves when an environment first uses them. */
const SERVICES = [
  'ecs.amazonaws.com',
  'ecs.application-autoscaling.amazonaws.com',
  'elasticloadbalancing.amazonaws.com',
];

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
    this.github = new GithubActions(this, 'github', { account: platform.account, oidcProvider: settings.oidcProvider });
    new PermissionsBoundary(this, 'boundary', {
      policyName: boundaryName(platform),
      stateBucketArn,
      passedRoleArns: [this.roleArn(`${platform.name}-*`)],
      keptRoleArns: [this.roleArn(this.ownRoles())],
    });
    this.createReviewRole();
    for (const environment of environments) this.createDeployRole(environment, this.environmentGrants(environment));
    this.createDeployRole('shared', this.sharedGrants());
  }

  /** A pull request's job has no other claim than that; the schedule runs on the branch. */
  private createReviewRole(): void {
    const { platform, settings } = this.props;
    const repository = this.subject();
    new JobRole(this, 'review', {
      roleName: jobRoleName(platform, 'review'),
      description: 'Plans pull requests and looks for drift. Changes nothing.',
      trust: this.github.trustedAs(`${repository}:pull_request`, `${repository}:ref:refs/heads/${settings.branch}`),
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
      description: `Deploys ${name === 'shared' ? 'what all environments share' : `the environment ${name}`}.`,
      trust: this.github.trustedAs(`${this.subject()}:environment:${name}`),
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
    const { name, account, region } = platform;
    return [
      ...writeStates(this.states, [`${environment}-*`]),
      ...manageEnvironment(environment),
      manageParameters([`arn:aws:ssm:${region}:${account}:parameter/${name}/${environment}/*`]),
      ...this.roleGrants(`${name}-${environment}-*`, ['ecs-tasks.amazonaws.com']),
      useServices(account, SERVICES),
    ];
  }

  private sharedGrants(): PolicyStatement[] {
    const { platform, stateBucketArn } = this.props;
    return [
      ...writeStates(this.states, ['*-registry', '*-pipeline']),
      ...manageShared(),
      manageBuckets([`arn:aws:s3:::${platform.name}-*`]),
      leaveStateBucket(stateBucketArn),
      ...this.roleGrants(`${platform.name}-*`, ['codebuild.amazonaws.com', 'codepipeline.amazonaws.com']),
    ];
  }

  /** But for the roles that this stack makes. */
  private roleGrants(names: string, services: readonly string[]): PolicyStatement[] {
    const { platform } = this.props;
    return [
      ...manageRoles({ roleArns: [this.roleArn(names)], boundaryArn: boundaryArn(platform), services }),
      leaveRoles([this.roleArn(this.ownRoles())]),
    ];
  }

  /** The roles that this stack makes. */
  private ownRoles(): string {
    const { name, region } = this.props.platform;
    return `${name}-${region}-*`;
  }

  private roleArn(name: string): string {
    return `arn:aws:iam::${this.props.platform.account}:role/${name}`;
  }

  private subject(): string {
    const { platform, settings } = this.props;
    return `repo:${platform.github.owner}/${settings.repository}`;
  }

  private readScope(): { readonly platform: string; readonly account: string; readonly region: string } {
    const { name, account, region } = this.props.platform;
    return { platform: name, account, region };
  }
}
