import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

import type { ActionProvider } from '../action-context';
import { required } from '../configuration';
import { recordSource, revisionOverride } from '../source-revision';
import { withClient } from '../with-client';

/** Fetches a zip file from a bucket (CodePipeline User Guide, "Amazon S3 source action reference"). */
export const fetchFromS3: ActionProvider = async (context) => {
  const Bucket = required(context, 'S3Bucket');
  const Key = revisionOverride(context, 'S3_OBJECT_KEY') ?? required(context, 'S3ObjectKey');
  const VersionId = revisionOverride(context, 'S3_OBJECT_VERSION_ID');
  const get = new GetObjectCommand({ Bucket, Key, ...(VersionId !== undefined && { VersionId }) });
  const found = await withClient(new S3Client(context.settings), async (s3) => {
    const { Body, ...object } = await s3.send(get);
    return { ...object, zip: Buffer.from((await Body?.transformToByteArray()) ?? []) };
  });
  const [output] = context.outputs;
  if (output !== undefined) await context.store.write(output, found.zip);
  const revisionId = found.VersionId ?? found.ETag ?? '';
  const created = found.LastModified?.getTime() ?? context.runtime.clock.now();
  recordSource(context, { revisionId, revisionSummary: `Amazon S3 version id: ${revisionId}`, created });
  return {
    outputVariables: {
      BucketName: Bucket,
      ETag: found.ETag ?? '',
      ObjectKey: Key,
      VersionId: found.VersionId ?? 'null',
    },
  };
};
