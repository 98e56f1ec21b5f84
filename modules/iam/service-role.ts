import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { policyDocument, type PolicyStatement } from './policy-document';

/** Properties of a `ServiceRole`. */
export interface ServiceRoleProps {
  /** Physical name, at most 64 characters. */
  readonly roleName: string;
  readonly description: string;
  /** The AWS service that assumes the role, e.g. `ecs-tasks.amazonaws.com`. */
  readonly servicePrincipal: string;
  /** Conditions on who may assume the role, e.g. on `aws:SourceAccount` against the confused deputy. */
  readonly trustConditions?: PolicyStatement['conditions'];
  /** What the role may do. An empty list grants nothing. */
  readonly statements: readonly PolicyStatement[];
}

/** A role that one AWS service assumes, with exactly the permissions listed, as an inline policy. */
export class ServiceRole extends Construct {
  readonly resource: IamRole;
  /** ARN of the role. */
  readonly roleArn: string;
  /** Name of the role. */
  readonly roleName: string;
  /** The permissions; something to depend on. @default - none, when no statements were given */
  readonly policy: IamRolePolicy | undefined;

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    this.resource = this.createRole(props);
    this.policy = this.createPolicy(this.resource, props.statements);
    this.roleArn = this.resource.arn;
    this.roleName = this.resource.name;
  }

  private createRole(props: ServiceRoleProps): IamRole {
    return new IamRole(this, 'Resource', {
      name: props.roleName,
      description: props.description,
      assumeRolePolicy: policyDocument({
        sid: 'AssumedByService',
        principals: { Service: props.servicePrincipal },
        actions: ['sts:AssumeRole'],
        ...(props.trustConditions === undefined ? {} : { conditions: props.trustConditions }),
      }),
    });
  }

  private createPolicy(role: IamRole, statements: readonly PolicyStatement[]): IamRolePolicy | undefined {
    if (statements.length === 0) return undefined;
    return new IamRolePolicy(this, 'policy', {
      name: 'permissions',
      role: role.id,
      policy: policyDocument(...statements),
    });
  }
}
