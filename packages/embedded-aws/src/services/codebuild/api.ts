import { Table } from '../../gateway/table';

/** An object of an artifact bucket. */
export interface ArtifactObject {
  /** Name of the artifact in the pipeline. */
  readonly name: string;
  readonly bucket: string;
  readonly key: string;
}

/**
 * What CodePipeline tells CodeBuild beside the documented call: where the artifacts of the pipeline are. It is kept
 * under the build's idempotency token, which StartBuild carries.
 */
export interface PipelineHandover {
  /** `codepipeline/<name of the pipeline>`, the build's initiator. */
  readonly initiator: string;
  /** Resolved revision of the primary input, e.g. a commit id; an S3 version or ARN otherwise. */
  readonly sourceVersion: string;
  /** Zip files to unpack; the first is the primary one. */
  readonly inputs: readonly ArtifactObject[];
  /** Zip files to write. */
  readonly outputs: readonly ArtifactObject[];
}

/** Handovers by idempotency token. */
export const handovers = new Table<PipelineHandover>('AWS::CodeBuild::PipelineHandover');
