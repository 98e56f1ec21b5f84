import type { ActionDeclaration, ActionExecutionDetail, StageDeclaration } from '@aws-sdk/client-codepipeline';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import { ACCOUNT_DECIDES, createKey } from '../../../testing/create-key';
import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';
import { createPipelineRole, DEPLOYER, PIPELINE_ROLE, type RoleStatement } from '../../../testing/pipeline';
import { approvalStage, PipelineFixture, pipelineOf } from '../../../testing/pipeline-fixture';
import { actAsRole } from './role';
import { withClient } from './with-client';

const fixture = useEmbeddedAws();

const place = { account: ACCOUNT, scope: { region: REGION } };

let pipelines: PipelineFixture;

beforeAll(async () => {
  pipelines = await PipelineFixture.create(fixture);
});

/** Makes a role that the pipeline's may assume, and may do anything. @returns its ARN */
async function createActionRole(RoleName: string): Promise<string> {
  const iam = fixture.client(IAMClient);
  const Version = '2012-10-17';
  const trust = { Effect: 'Allow', Principal: { AWS: PIPELINE_ROLE }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version, Statement: [trust] });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = JSON.stringify({ Version, Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument }));
  return `arn:aws:iam::${ACCOUNT}:role/${RoleName}`;
}

test("an action's calls are those of the role that the pipeline's role assumes for it", async () => {
  const action: ActionDeclaration = {
    name: 'Source',
    actionTypeId: { category: 'Source', owner: 'AWS', provider: 'S3', version: '1' },
    roleArn: await createActionRole('source'),
  };
  const settings = await actAsRole(fixture.aws.runtime, place, pipelineOf('orders', []), action);
  const identity = await withClient(new STSClient(settings), (sts) => sts.send(new GetCallerIdentityCommand({})));
  expect(identity.Arn).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/source/codepipeline`);
});

describe('artifacts', () => {
  const rejected: StageDeclaration = {
    name: 'Other',
    actions: [{ name: 'Other', actionTypeId: { category: 'Invoke', owner: 'AWS', provider: 'Lambda', version: '1' } }],
  };

  /** Runs a pipeline whose store has this key. @returns what its source action did */
  const sourceWith = async (
    name: string,
    id: string,
    statements: readonly RoleStatement[],
  ): Promise<ActionExecutionDetail | undefined> => {
    const artifactStore = { type: 'S3', location: 'artifacts', encryptionKey: { type: 'KMS', id } } as const;
    await createPipelineRole(fixture.client(IAMClient), statements, `role-of-${name}`);
    const roleArn = `arn:aws:iam::${ACCOUNT}:role/role-of-${name}`;
    const execution = await pipelines.createPipeline(pipelineOf(name, [rejected], { artifactStore, roleArn }));
    await pipelines.untilStatus(name, execution, 'Failed');
    return (await pipelines.actions(name, execution)).find(({ actionName }) => actionName === 'Source');
  };
  const usesKey = (Resource: string): RoleStatement => ({ Effect: 'Allow', Action: 'kms:GenerateDataKey', Resource });

  test('are encrypted with the key of the store', async () => {
    const key = await createKey(fixture);
    const source = await sourceWith('encrypted', key, [...DEPLOYER, usesKey(key)]);
    const { bucket: Bucket, key: Key } = source?.output?.outputArtifacts?.[0]?.s3location ?? {};
    const head = await fixture.client(S3Client).send(new HeadObjectCommand({ Bucket, Key }));
    expect(head.SSEKMSKeyId).toBe(key);
  });

  test('are not written by a pipeline whose role may not use the key of the store', async () => {
    const source = await sourceWith('keyless', await createKey(fixture), DEPLOYER);
    expect(source?.output?.executionResult?.errorDetails).toEqual({
      code: 'PermissionError',
      message: expect.stringContaining('kms:GenerateDataKey') as unknown,
    });
  });

  test('are not written if the policy of the key does not let the role use it', async () => {
    const only = { ArnEquals: { 'aws:PrincipalArn': PIPELINE_ROLE } };
    const key = await createKey(fixture, { ...ACCOUNT_DECIDES, Condition: only });
    const source = await sourceWith('shut-out', key, [...DEPLOYER, usesKey(key)]);
    expect(source?.output?.executionResult?.errorDetails?.message).toContain('no resource-based policy allows');
  });
});

test('an action without a permission fails, and says which one', async () => {
  const bucket: RoleStatement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
  await createPipelineRole(fixture.client(IAMClient), [bucket], 'reader');
  const roleArn = `arn:aws:iam::${ACCOUNT}:role/reader`;
  const id = await pipelines.createPipeline(pipelineOf('forbidden', [approvalStage('Review')], { roleArn }));
  await pipelines.untilStatus('forbidden', id, 'Failed');
  const [source] = await pipelines.actions('forbidden', id);
  expect(source?.output?.executionResult?.errorDetails).toEqual({
    code: 'PermissionError',
    message: expect.stringContaining('s3:GetBucketVersioning') as unknown,
  });
});
