import type { Construct } from 'constructs';
import type { PolicyStatement } from '../iam/policy-document';
import { ARTIFACTS, readArtifact, writeArtifact } from './artifacts';
import { decryptArtifacts } from './artifact-key';
import { BuildProject, projectPlace, type BuildProjectPlace } from './build-project';
import { imageBuildspec } from './buildspec';

/** Properties of an `ImageBuild`. */
export interface ImageBuildProps extends BuildProjectPlace {
  /** Bucket of the pipeline's artifacts. */
  readonly artifactBucketArn: string;
  /** The ECR repository that images are pushed to. */
  readonly repositoryArn: string;
  /** Where images are pushed to and pulled from, e.g. `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop-hello`. */
  readonly repositoryUrl: string;
  /** The container that a release changes. */
  readonly containerName: string;
  /** Path of the Dockerfile in the source. */
  readonly dockerfile: string;
  /** Path of the build context in the source. */
  readonly context: string;
}

/** Turns a commit, given by a pipeline, into an image in ECR and an imagedefinitions.json that names it. */
export class ImageBuild extends BuildProject {
  constructor(scope: Construct, id: string, props: ImageBuildProps) {
    super(scope, id, {
      ...projectPlace(props),
      description: 'Builds the image of a commit and pushes it.',
      buildspec: imageBuildspec,
      variables: {
        REPOSITORY_URL: props.repositoryUrl,
        CONTAINER_NAME: props.containerName,
        DOCKERFILE: props.dockerfile,
        CONTEXT: props.context,
      },
      docker: true,
      // The pipeline starts the next only when this one has ended: another would not be the pipeline's.
      concurrentBuildLimit: 1,
      grants: imageBuildGrants(props),
    });
  }
}

function imageBuildGrants(props: ImageBuildProps): PolicyStatement[] {
  const { artifactBucketArn, repositoryArn } = props;
  return [
    readArtifact(artifactBucketArn, ARTIFACTS.source),
    writeArtifact(artifactBucketArn, ARTIFACTS.build),
    ...decryptArtifacts(props),
    {
      // ECR signs in to all registries of an account at once: IAM defines no resource type for the action.
      // Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon Elastic Container
      // Registry".
      sid: 'SignInToRegistry',
      actions: ['ecr:GetAuthorizationToken'],
      resources: ['*'],
    },
    {
      // Source: Amazon ECR User Guide, "IAM permissions for pushing an image to an Amazon ECR private repository".
      sid: 'PushImages',
      actions: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:CompleteLayerUpload',
        'ecr:InitiateLayerUpload',
        'ecr:PutImage',
        'ecr:UploadLayerPart',
      ],
      resources: [repositoryArn],
    },
  ];
}
