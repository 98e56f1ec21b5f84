import { CodeBuildClient, CreateProjectCommand, UpdateProjectCommand } from '@aws-sdk/client-codebuild';
import { HeadObjectCommand, PutBucketEncryptionCommand, S3Client } from '@aws-sdk/client-s3';

import { createBucket } from '../../../testing/bucket';
import { buildProject, createBuildRole, type FinishedBuild, phaseOf, projectWith } from '../../../testing/codebuild';
import { createKey } from '../../../testing/create-key';
import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

const BUILDSPEC = "{ version: 0.2, phases: { build: { commands: ['echo 1 > a'] } }, artifacts: { files: ['a'] } }";
const LOGS_AND_OBJECTS = { Action: ['logs:*', 's3:*'], Resource: '*' };

let key: string;

beforeAll(async () => {
  key = await createKey(fixture);
  await createBucket(fixture, 'artifacts');
  const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } as const;
  const Rules = [{ ApplyServerSideEncryptionByDefault, BucketKeyEnabled: true }];
  const encryption = { Bucket: 'artifacts', ServerSideEncryptionConfiguration: { Rules } };
  await fixture.client(S3Client).send(new PutBucketEncryptionCommand(encryption));
});

/** Builds with a role that may use the keys that are named. */
async function build(
  name: string,
  encryptionKey: string | undefined,
  usable: readonly string[],
): Promise<FinishedBuild> {
  const uses = usable.map((Resource) => ({ Action: 'kms:GenerateDataKey', Resource }));
  const role = await createBuildRole(fixture, name, [LOGS_AND_OBJECTS, ...uses]);
  const artifacts = { type: 'S3', location: 'artifacts', packaging: 'ZIP', name: `${name}.zip` } as const;
  return buildProject(fixture, { ...projectWith(BUILDSPEC, role), artifacts, encryptionKey, name });
}

async function keyOf(name: string): Promise<string | undefined> {
  const head = new HeadObjectCommand({ Bucket: 'artifacts', Key: `${name}.zip` });
  return (await fixture.client(S3Client).send(head)).SSEKMSKeyId;
}

describe('artifacts of a build', () => {
  test('are encrypted with the key of the project, if the role may use it', async () => {
    const { build: built } = await build('own-key', key, [key]);
    expect(built).toMatchObject({ buildStatus: 'SUCCEEDED', encryptionKey: key });
    expect(await keyOf('own-key')).toBe(key);
  });

  test('are not uploaded by a role that may not use the key', async () => {
    const { build: built } = await build('no-permission', key, [await createKey(fixture)]);
    expect(phaseOf(built, 'UPLOAD_ARTIFACTS')).toContain('kms:GenerateDataKey');
    await expect(keyOf('no-permission')).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('of a project without a key are encrypted with the key of AWS, not with that of the bucket', async () => {
    const { build: built } = await build('no-key', undefined, []);
    expect(built.buildStatus).toBe('SUCCEEDED');
    expect(await keyOf('no-key')).toMatch(/alias\/aws\/s3$/);
  });
});

test('the key of a project is changed, and taken away', async () => {
  const codebuild = fixture.client(CodeBuildClient);
  const project = { ...projectWith(BUILDSPEC, await createBuildRole(fixture, 'changed')), name: 'changed' };
  await codebuild.send(new CreateProjectCommand(project));
  const update = async (encryptionKey: string): Promise<string | undefined> =>
    (await codebuild.send(new UpdateProjectCommand({ name: 'changed', encryptionKey }))).project?.encryptionKey;
  expect(await update(key)).toBe(key);
  expect(await update(`arn:aws:kms:${REGION}:${ACCOUNT}:alias/aws/s3`)).toMatch(/alias\/aws\/s3$/);
});
