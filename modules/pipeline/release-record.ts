import type { Construct } from 'constructs';
import type { PolicyStatement } from '../iam/policy-document';
import { ARTIFACTS, readArtifact, writeArtifact } from './artifacts';
import { decryptArtifacts } from './artifact-key';
import { BuildProject, projectPlace, type BuildProjectPlace } from './build-project';
import { releaseBuildspec } from './buildspec';

/** Properties of a `ReleaseRecord`. */
export interface ReleaseRecordProps extends BuildProjectPlace {
  /** Bucket of the pipeline's artifacts. */
  readonly artifactBucketArn: string;
  /** The ECR repository that builds push to. */
  readonly repositoryArn: string;
  /** Where images are pushed to and pulled from. */
  readonly repositoryUrl: string;
  /** The container that a release changes. */
  readonly containerName: string;
}

/**
 * Makes a release of what a build left, of which nothing is trusted: the image, by its digest, that the build has pushed under
 * the tag of the pipeline's execution. All later stages take the image from there.
 */
export class ReleaseRecord extends BuildProject {
  constructor(scope: Construct, id: string, props: ReleaseRecordProps) {
    super(scope, id, {
      ...projectPlace(props),
      description: 'Checks what a build left and records it as a release.',
      buildspec: releaseBuildspec,
      variables: { REPOSITORY_URL: props.repositoryUrl, CONTAINER_NAME: props.containerName },
      docker: false,
      grants: releaseRecordGrants(props),
    });
  }
}

function releaseRecordGrants(props: ReleaseRecordProps): PolicyStatement[] {
  const { artifactBucketArn, repositoryArn } = props;
  return [
    readArtifact(artifactBucketArn, ARTIFACTS.build),
    writeArtifact(artifactBucketArn, ARTIFACTS.release),
    ...decryptArtifacts(props),
    { sid: 'FindImages', actions: ['ecr:DescribeImages'], resources: [repositoryArn] },
  ];
}
