import type { ActionDeclaration, StageDeclaration } from '@aws-sdk/client-codepipeline';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';
import { createPipelineRole, PIPELINE_ROLE, type RoleStatement } from '../../../testing/pipeline';
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

test('artifacts are encrypted with the key of the store', async () => {
  const key = `arn:aws:kms:${REGION}:${ACCOUNT}:key/00000000-0000-4000-8000-000000000000`;
  const artifactStore = { type: 'S3', location: 'artifacts', encryptionKey: { type: 'KMS', id: key } } as const;
  const rejected: StageDeclaration = {
    name: 'Other',
    actions: [{ name: 'Other', actionTypeId: { category: 'Invoke', owner: 'AWS', provider: 'Lambda', version: '1' } }],
  };
  const id = await pipelines.createPipeline(pipelineOf('encrypted', [rejected], { artifactStore }));
  await pipelines.untilStatus('encrypted', id, 'Failed');
  const source = (await pipelines.actions('encrypted', id)).find(({ actionName }) => actionName === 'Source');
  const { bucket: Bucket, key: Key } = source?.output?.outputArtifacts?.[0]?.s3location ?? {};
  const head = await fixture.client(S3Client).send(new HeadObjectCommand({ Bucket, Key }));
  expect(head.SSEKMSKeyId).toBe(key);
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
