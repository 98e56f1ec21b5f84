import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CodebuildProject } from '@cdktf/provider-aws/lib/codebuild-project';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { regionalArn } from '../../platform/arns';
import { servicePrincipal } from '../../platform/partitions';
import type { PolicyStatement } from '../iam/policy-document';
import { ServiceRole } from '../iam/service-role';
import { literalText } from '../template-text';

/** Where a build project is, and how it and what belongs to it is named. */
export interface BuildProjectPlace {
  /** Physical name of the project, at most 150 characters. */
  readonly projectName: string;
  /** Physical name of the role, at most 64 characters. */
  readonly roleName: string;
  /** AWS account id that builds run in. */
  readonly account: string;
  /** AWS region that builds run in. */
  readonly region: string;
  /** Days that what builds write is kept. @default 30 */
  readonly logRetentionDays?: number | undefined;
  /** ARN of the KMS key that logs and artifacts are encrypted with. @default - keys of AWS */
  readonly keyArn?: string | undefined;
}

/** Where a build project is, of properties that say more. */
export function projectPlace(props: BuildProjectPlace): BuildProjectPlace {
  const { projectName, roleName, account, region, logRetentionDays, keyArn } = props;
  return { projectName, roleName, account, region, logRetentionDays, keyArn };
}

/** Properties of a `BuildProject`. */
export interface BuildProjectProps extends BuildProjectPlace {
  readonly description: string;
  /** The buildspec itself, YAML. */
  readonly buildspec: string;
  /** Environment variables of every build, in plain text. */
  readonly variables: Readonly<Record<string, string>>;
  /** Whether builds run Docker. */
  readonly docker: boolean;
  /** How long a build may take, in minutes. @default 30 */
  readonly buildTimeoutMinutes?: number;
  /** How many builds run at once; CodeBuild refuses to start more. @default - as many as the account may */
  readonly concurrentBuildLimit?: number;
  /** What builds may do beyond writing their log. */
  readonly grants: readonly PolicyStatement[];
}

/** A CodeBuild project for an action of a pipeline: its source and its artifacts are the pipeline's. */
export class BuildProject extends Construct {
  readonly resource: CodebuildProject;
  readonly role: ServiceRole;
  readonly logGroup: CloudwatchLogGroup;
  readonly projectName: string;
  readonly projectArn: string;
  /** The permissions of builds: what starts builds must not exist without them. */
  readonly permissions: ITerraformDependable[];

  private readonly props: BuildProjectProps;
  private readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: BuildProjectProps) {
    super(scope, id);
    this.props = props;
    this.projectName = props.projectName;
    this.projectArn = regionalArn(props, 'codebuild', `project/${props.projectName}`);
    this.logGroupName = `/aws/codebuild/${props.projectName}`;
    this.logGroup = this.createLogGroup();
    this.role = this.createRole();
    this.resource = this.createProject(this.role, this.logGroup);
    this.permissions = this.role.policy === undefined ? [] : [this.role.policy];
  }

  private createLogGroup(): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, 'log-group', {
      name: this.logGroupName,
      retentionInDays: this.props.logRetentionDays ?? 30,
      ...(this.props.keyArn !== undefined && { kmsKeyId: this.props.keyArn }),
    });
  }

  private createRole(): ServiceRole {
    const { roleName, description, account, grants } = this.props;
    return new ServiceRole(this, 'role', {
      roleName,
      description,
      servicePrincipal: servicePrincipal('codebuild'),
      trustConditions: { StringEquals: { 'aws:SourceAccount': account, 'aws:SourceArn': this.projectArn } },
      statements: [this.logGrant(), ...grants],
    });
  }

  private logGrant(): PolicyStatement {
    return {
      sid: 'WriteLog',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [regionalArn(this.props, 'logs', `log-group:${this.logGroupName}:*`)],
    };
  }

  private createProject(role: ServiceRole, logGroup: CloudwatchLogGroup): CodebuildProject {
    const { projectName, description, buildspec, variables, docker, concurrentBuildLimit, keyArn } = this.props;
    return new CodebuildProject(this, 'Resource', {
      name: projectName,
      description,
      serviceRole: role.roleArn,
      ...(keyArn !== undefined && { encryptionKey: keyArn }),
      source: { type: 'CODEPIPELINE', buildspec: literalText(buildspec) },
      artifacts: { type: 'CODEPIPELINE' },
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
        computeType: 'BUILD_GENERAL1_SMALL',
        imagePullCredentialsType: 'CODEBUILD',
        // Docker's daemon runs inside the build's container.
        privilegedMode: docker,
        environmentVariable: Object.entries(variables).map(([name, value]) => ({ name, value, type: 'PLAINTEXT' })),
      },
      // A build begins with an empty Docker: what one leaves in a local cache, layers and tags of any name, the next would
      // build on, of any commit. The provider takes an absent block for the cache that is there.
      // Source: AWS CodeBuild User Guide, "Local caching".
      ...(docker ? { cache: { type: 'NO_CACHE' } } : {}),
      logsConfig: { cloudwatchLogs: { groupName: logGroup.name, status: 'ENABLED' } },
      buildTimeout: this.props.buildTimeoutMinutes ?? 30,
      queuedTimeout: 60,
      ...(concurrentBuildLimit === undefined ? {} : { concurrentBuildLimit }),
    });
  }
}
