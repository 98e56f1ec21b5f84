import { randomBytes } from 'node:crypto';

import { GetBucketVersioningCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ArtifactStore as StoreDeclaration, PipelineDeclaration } from '@aws-sdk/client-codepipeline';

import type { AwsSettings } from '../../../gateway/settings';
import type { ArtifactObject } from '../../codebuild/api';
import { ActionFailure } from './action-failure';
import { withClient } from './with-client';

/** Characters of a pipeline's and an artifact's name in a key; seen in the keys of AWS's own artifact buckets. */
const PIPELINE_CHARACTERS = 20;
const ARTIFACT_CHARACTERS = 10;

/** The bucket where a pipeline's actions leave artifacts for each other. All calls are made as the action's role. */
export class ArtifactStore {
  readonly #declaration: StoreDeclaration;

  /** @throws ActionFailure `ConfigurationError` if the pipeline has no store in the region */
  constructor(
    private readonly pipeline: PipelineDeclaration,
    private readonly settings: AwsSettings,
  ) {
    const declaration = pipeline.artifactStore ?? pipeline.artifactStores?.[settings.region];
    if (declaration === undefined) {
      throw new ActionFailure('ConfigurationError', `The pipeline has no artifact store in ${settings.region}.`);
    }
    this.#declaration = declaration;
  }

  /** A new, unused key for an artifact. */
  newObject(name: string): ArtifactObject {
    const pipeline = (this.pipeline.name ?? '').slice(0, PIPELINE_CHARACTERS);
    const key = `${pipeline}/${name.slice(0, ARTIFACT_CHARACTERS)}/${randomBytes(6).toString('base64url').slice(0, 7)}`;
    return { name, bucket: this.#declaration.location ?? '', key };
  }

  /** @param zip content of a zip file */
  async write({ bucket, key }: ArtifactObject, zip: Buffer): Promise<void> {
    await withClient(new S3Client(this.settings), async (s3) => {
      await s3.send(new GetBucketVersioningCommand({ Bucket: bucket }));
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: zip, ...this.#encryption() }));
    });
  }

  /** @returns content of a zip file */
  async read({ bucket, key }: ArtifactObject): Promise<Buffer> {
    return withClient(new S3Client(this.settings), async (s3) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    });
  }

  /** The store's key, or that of S3 itself (CodePipeline API Reference, "ArtifactStore", encryptionKey). */
  #encryption(): { ServerSideEncryption: 'aws:kms'; SSEKMSKeyId?: string } {
    const keyId = this.#declaration.encryptionKey?.id;
    return { ServerSideEncryption: 'aws:kms', ...(keyId !== undefined && { SSEKMSKeyId: keyId }) };
  }
}
