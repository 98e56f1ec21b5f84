import { everyPlatform, everyResourceOf } from '../../helpers/every-platform';
import { USER_POOL_ACTIONS } from '../../../modules/ci/environment-grants';
import { DESCRIPTIONS } from '../../../modules/ci/read-grants';
import { everyGrant, everyStatement, listOf } from '../../helpers/policies';
import type { StackJson } from '../../helpers/synth';

/** The only statements on every resource, by Sid: IAM defines no smaller resource for these actions. */
const onEveryResource: Readonly<Record<string, { readonly actions: readonly string[]; readonly because: string }>> = {
  LogInToRegistry: {
    actions: ['ecr:GetAuthorizationToken'],
    because: "the token is the account's; what it may pull, PullImage says",
  },
  SignInToRegistry: {
    actions: ['ecr:GetAuthorizationToken'],
    because: "the token is the account's; what it may push, PushImages says",
  },
  OpenExecSession: {
    actions: [
      'ssmmessages:CreateControlChannel',
      'ssmmessages:CreateDataChannel',
      'ssmmessages:OpenControlChannel',
      'ssmmessages:OpenDataChannel',
    ],
    because: 'the channels of ECS Exec have no ARN',
  },
  RegisterTaskDefinitions: {
    actions: ['ecs:DeregisterTaskDefinition', 'ecs:DescribeTaskDefinition', 'ecs:RegisterTaskDefinition'],
    because: 'task definitions have no ARN before they exist; which roles they may have, PassTaskRoles says',
  },
  ReadDescriptions: {
    actions: DESCRIPTIONS,
    because: 'most descriptions are of no certain resource; they hold no data and no secrets',
  },
  ChangeOwn: {
    actions: ['apigateway:*', 'application-autoscaling:*', ...USER_POOL_ACTIONS, 'ec2:*', 'elasticloadbalancing:*'],
    because: 'what it is about has an id only when it is there; its condition asks for the tags of the environment',
  },
  MakeOwn: {
    actions: [
      'cognito-idp:CreateUserPool',
      'elasticloadbalancing:CreateLoadBalancer',
      'elasticloadbalancing:CreateTargetGroup',
    ],
    because: 'what is made has no id yet; its condition asks for the tags of the environment',
  },
  MakeOwnScaling: {
    actions: ['application-autoscaling:RegisterScalableTarget', 'application-autoscaling:TagResource'],
    because: 'what is made has no id yet; its condition asks for the tags of the environment',
  },
  TagNewLoadBalancing: {
    actions: ['elasticloadbalancing:AddTags'],
    because: 'its condition holds while something is made, and no longer',
  },
  TagNewNetwork: {
    actions: ['ec2:CreateTags'],
    because: 'its condition holds while something is made, and no longer',
  },
  Most: {
    actions: ['*'],
    because: 'it is a boundary: it grants nothing, and what it takes away the others say',
  },
  ReadKey: {
    actions: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListResourceTags'],
    because: 'the policy of a key is about that key alone',
  },
  KeepKey: {
    actions: [
      'kms:CancelKeyDeletion',
      'kms:CreateAlias',
      'kms:DeleteAlias',
      'kms:DisableKey',
      'kms:EnableKey',
      'kms:EnableKeyRotation',
      'kms:ListGrants',
      'kms:ListKeyRotations',
      'kms:PutKeyPolicy',
      'kms:RevokeGrant',
      'kms:RotateKeyOnDemand',
      'kms:ScheduleKeyDeletion',
      'kms:TagResource',
      'kms:UntagResource',
      'kms:UpdateAlias',
      'kms:UpdateKeyDescription',
    ],
    because: 'the policy of a key is about that key alone',
  },
  ...Object.fromEntries(
    ['EncryptLogs', 'UseKey'].map((sid) => [
      sid,
      {
        actions: [
          'kms:Decrypt',
          'kms:DescribeKey',
          'kms:Encrypt',
          'kms:GenerateDataKey',
          'kms:GenerateDataKeyWithoutPlaintext',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
        ],
        because: 'the policy of a key is about that key alone',
      },
    ]),
  ),
  ...Object.fromEntries(
    ['NotifyOfAlarms', 'NotifyOfEvents'].map((sid) => [
      sid,
      { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], because: 'the policy of a key is about that key alone' },
    ]),
  ),
  TakeGrantsBack: { actions: ['kms:RetireGrant'], because: 'the policy of a key is about that key alone' },
  GrantToServices: { actions: ['kms:CreateGrant'], because: 'the policy of a key is about that key alone' },
  MakeCodes: { actions: ['kms:GenerateMac'], because: 'the policy of a key is about that key alone' },
  CheckCodes: { actions: ['kms:VerifyMac'], because: 'the policy of a key is about that key alone' },
  TakeBackTaskDefinitions: {
    actions: ['ecs:DeregisterTaskDefinition', 'ecs:DescribeTaskDefinition'],
    because: 'ECS checks these actions against no resource',
  },
};

/** The only statements that name actions by a pattern: a deployment creates, changes and destroys what is its own. */
const byPattern = ['ChangeOwn', 'ManageTasks', 'Most'];

/** The only policies of AWS that roles have. */
const managedPolicies: Readonly<Record<string, string>> = {
  'arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs': 'API Gateway asks for exactly this one',
};

describe('every grant', () => {
  it('has a Sid', () => {
    expect(everyStatement.filter(({ statement }) => !/^[A-Za-z0-9]+$/.test(statement.Sid))).toEqual([]);
  });

  it('names its actions one by one, except in the roles of deploy jobs', () => {
    const loose = everyGrant
      .filter(({ statement }) => !byPattern.includes(statement.Sid))
      .filter(({ statement }) => listOf(statement.Action).some((action) => action.includes('*')));
    expect(loose.map(({ place }) => place)).toEqual([]);
  });

  it('uses neither NotAction nor NotResource', () => {
    const inverted = everyGrant.filter(({ statement }) => 'NotAction' in statement || 'NotResource' in statement);
    expect(inverted.map(({ place }) => place)).toEqual([]);
  });

  it('names its resources, except for the list above', () => {
    const loose = everyGrant
      .filter(({ statement }) => listOf(statement.Resource).includes('*'))
      .filter(({ statement }) => {
        const allowed = onEveryResource[statement.Sid]?.actions ?? [];
        return !listOf(statement.Action).every((action) => allowed.includes(action));
      });
    expect(loose.map(({ place }) => place)).toEqual([]);
  });

  it('goes to no principal outside the account', () => {
    const outside = everyGrant.filter(({ place, statement: { Principal: principal } }) => {
      if (principal === undefined || principal === '*') return principal === '*';
      const { account } = everyPlatform.find(({ label }) => place.startsWith(`${label}: `))?.platform ?? {};
      return 'AWS' in principal && principal['AWS'] !== `arn:aws:iam::${String(account)}:root`;
    });
    expect(outside.map(({ place }) => place)).toEqual([]);
  });

  it('lets a role be passed to one service only', () => {
    const passes = everyGrant.filter(({ statement }) => listOf(statement.Action).includes('iam:PassRole'));
    expect(passes.length).toBeGreaterThan(0);
    for (const { statement } of passes) {
      expect(statement.Condition).toEqual({
        StringEquals: { 'iam:PassedToService': expect.stringMatching(/^[a-z-]+\.amazonaws\.com$/) as string },
      });
    }
  });
});

describe('every role', () => {
  it("is assumed by one service, and for this account's resources only", () => {
    const trusts = everyGrant.filter(({ statement }) => listOf(statement.Action).includes('sts:AssumeRole'));
    expect(trusts.length).toBeGreaterThan(0);
    const loose = trusts.filter(({ statement: { Principal: principal, Condition: condition } }) => {
      const service = typeof principal === 'object' ? String(principal.Service) : '';
      const source = condition?.StringEquals?.['aws:SourceAccount'];
      return !/^[a-z-]+\.amazonaws\.com$/.test(service) || !/^\d{12}$/.test(String(source));
    });
    expect(loose.map(({ place }) => place)).toEqual([]);
  });

  it('is within the boundary if GitHub Actions make it', () => {
    const made = everyResourceOf('aws_iam_role').filter(({ stackId }) => stackId !== 'bootstrap');
    const limited = made.filter(({ attributes }) => 'permissions_boundary' in attributes);
    expect(limited.length).toBeGreaterThan(0);
    const labels = everyPlatform.filter(({ platform }) => platform.ci !== undefined).map(({ label }) => label);
    expect(limited).toEqual(made.filter(({ place }) => labels.some((label) => place.startsWith(`${label}: `))));
    for (const { place, stack, attributes } of limited) {
      const { environment = 'shared' } = tagsOf(stack);
      expect({ place, boundary: attributes.permissions_boundary }).toEqual({
        place,
        boundary: expect.stringMatching(
          new RegExp(`^arn:aws:iam::\\d{12}:policy/.*-ci-boundary-${environment}$`),
        ) as string,
      });
    }
  });

  it('has no policy managed by AWS, except for the list above', () => {
    const arns = everyResourceOf('aws_iam_role_policy_attachment').map(({ attributes }) =>
      String(attributes.policy_arn),
    );
    const ofAws = arns.filter((arn) => !arn.startsWith('${aws_iam_policy.'));
    expect([...new Set(ofAws)]).toEqual(Object.keys(managedPolicies));
  });
});

/** The tags that the provider of a stack sets on all its resources. */
function tagsOf({ provider }: StackJson): Readonly<Record<string, string>> {
  const [aws] = provider.aws ?? [];
  const [defaults] = (aws?.default_tags ?? []) as readonly { readonly tags: Readonly<Record<string, string>> }[];
  return defaults?.tags ?? {};
}

describe('every exception', () => {
  const sidsOnEverything = everyGrant
    .filter(({ statement }) => listOf(statement.Resource).includes('*'))
    .map(({ statement }) => statement.Sid);

  it.each(Object.entries(onEveryResource).map(([sid, { because }]) => [sid, because]))(
    '%s is still needed: %s',
    (sid) => {
      expect(sidsOnEverything).toContain(sid);
    },
  );
});
