import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { Construct } from 'constructs';
import { policyDocument, type PolicyStatement } from '../iam/policy-document';
import { tooLong } from './policy-length';

/** Properties of a `PermissionsBoundary`. */
export interface PermissionsBoundaryProps {
  /** Physical name, at most 128 characters. */
  readonly policyName: string;
  /** Whose roles it limits. IAM never changes a description: another text is another policy. */
  readonly description: string;
  /** The most that a role with this boundary may do. It grants nothing by itself. */
  readonly statements: readonly PolicyStatement[];
}

/** The most that some roles may ever do, with any policies of their own. */
export class PermissionsBoundary extends Construct {
  readonly resource: IamPolicy;

  constructor(scope: Construct, id: string, { policyName, description, statements }: PermissionsBoundaryProps) {
    super(scope, id);
    const policy = policyDocument(...statements);
    this.node.addValidation({ validate: () => tooLong(`the policy ${policyName}`, policy) });
    this.resource = new IamPolicy(this, 'Resource', { name: policyName, description, policy });
  }
}
