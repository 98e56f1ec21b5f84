import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';

import type { ListResources } from '../../gateway/service';

/** How the resources of the service are listed. */
export const S3_RESOURCES: Readonly<Record<string, ListResources>> = {
  bucket: async (settings) =>
    (await new S3Client(settings).send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name) ?? [],
};
