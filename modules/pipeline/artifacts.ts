import type { PolicyStatement } from '../iam/policy-document';

/**
 * Names of the artifacts that pass from stage to stage: the source, what the build left, and the release that was made
 * of it. At most 10 characters, of which CodePipeline makes the second part of an artifact's key:
 * `<pipeline>/<artifact>/<random>`.
 */
export const ARTIFACTS = { source: 'Source', build: 'Build', release: 'Release' } as const;

/** One of the artifacts. */
export type Artifact = (typeof ARTIFACTS)[keyof typeof ARTIFACTS];

/** Reads one artifact of a pipeline and no other. @param bucketArn of the bucket of its artifacts */
export function readArtifact(bucketArn: string, artifact: Artifact): PolicyStatement {
  return {
    sid: `Read${artifact}`,
    actions: ['s3:GetObject', 's3:GetObjectVersion'],
    resources: [objectsOf(bucketArn, artifact)],
  };
}

/** Writes one artifact of a pipeline and no other: no build can change what was made of an earlier one. */
export function writeArtifact(bucketArn: string, artifact: Artifact): PolicyStatement {
  return { sid: `Write${artifact}`, actions: ['s3:PutObject'], resources: [objectsOf(bucketArn, artifact)] };
}

function objectsOf(bucketArn: string, artifact: Artifact): string {
  return `${bucketArn}/*/${artifact}/*`;
}
