import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { Construct } from 'constructs';
import { policyDocument } from '../iam/policy-document';

/** Properties of a `PermissionsBoundary`. */
export interface PermissionsBoundaryProps {
  /** Physical name, at most 128 characters. */
  readonly policyName: string;
  /** Bucket of the states, which no role of a stack has any business with. */
  readonly stateBucketArn: string;
}

/**
 * The most that roles of stacks may ever do: what a service of AWS or an application does, and nothing that changes who
 * may do what, or the states.
 */
export class PermissionsBoundary extends Construct {
  readonly policyArn: string;

  constructor(scope: Construct, id: string, { policyName, stateBucketArn }: PermissionsBoundaryProps) {
    super(scope, id);
    const policy = new IamPolicy(this, 'Resource', {
      name: policyName,
      description: 'The most that roles may do which GitHub Actions make.',
      policy: policyDocument(
        { sid: 'Most', actions: ['*'], resources: ['*'] },
        {
          sid: 'GrantNothing',
          effect: 'Deny',
          actions: [
            'account:*',
            'iam:Add*',
            'iam:Attach*',
            'iam:Create*',
            'iam:Delete*',
            'iam:Detach*',
            'iam:Put*',
            'iam:Set*',
            'iam:Update*',
            'organizations:*',
            'sso:*',
            'sts:AssumeRole*',
          ],
          resources: ['*'],
        },
        { sid: 'LeaveStates', effect: 'Deny', actions: ['s3:*'], resources: [stateBucketArn, `${stateBucketArn}/*`] },
      ),
    });
    this.policyArn = policy.arn;
  }
}
