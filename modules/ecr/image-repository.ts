import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { Construct } from 'constructs';

/** Properties of an `ImageRepository`. */
export interface ImageRepositoryProps {
  /** Physical name, at most 256 characters. */
  readonly repositoryName: string;
  /** Whether destroying the repository deletes its images. */
  readonly forceDelete: boolean;
  /** ARN of the KMS key that images are encrypted with, if the repository is new. @default - a key of ECR */
  readonly keyArn?: string | undefined;
  /** How many tagged images are kept, beside those of the last releases. @default 200 */
  readonly keptImages?: number;
  /** Days after which images that lost their tag are deleted. @default 7 */
  readonly untaggedExpireAfterDays?: number;
}

/** A private ECR repository in which every version stays what it was: immutable tags, scanned and encrypted. */
export class ImageRepository extends Construct {
  readonly resource: EcrRepository;
  readonly lifecyclePolicy: EcrLifecyclePolicy;
  readonly repositoryName: string;
  readonly repositoryArn: string;
  readonly repositoryUrl: string;

  constructor(scope: Construct, id: string, props: ImageRepositoryProps) {
    super(scope, id);
    this.resource = this.createRepository(props);
    this.lifecyclePolicy = this.limitImages(this.resource, props);
    this.repositoryName = this.resource.name;
    this.repositoryArn = this.resource.arn;
    this.repositoryUrl = this.resource.repositoryUrl;
  }

  private createRepository(props: ImageRepositoryProps): EcrRepository {
    return new EcrRepository(this, 'Resource', {
      name: props.repositoryName,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [
        props.keyArn === undefined ? { encryptionType: 'AES256' } : { encryptionType: 'KMS', kmsKey: props.keyArn },
      ],
      forceDelete: props.forceDelete,
      // ECR encrypts a repository for good with what it was made with: another key would be another repository.
      lifecycle: { ignoreChanges: ['encryption_configuration'] },
    });
  }

  private limitImages(repository: EcrRepository, props: ImageRepositoryProps): EcrLifecyclePolicy {
    return new EcrLifecyclePolicy(this, 'lifecycle', {
      repository: repository.name,
      policy: lifecyclePolicy(props.untaggedExpireAfterDays ?? 7, props.keptImages ?? 200),
    });
  }
}

/** Tags of released images: `released-<environment>-<revision of the task definition>`. */
const RELEASED_TAGS = 'released-*';

/** As many images as a repository may have. Source: Amazon ECR User Guide, "Amazon ECR service quotas". */
const MOST_IMAGES = 100_000;

// Source: Amazon ECR User Guide, "Lifecycle policy properties in Amazon ECR" and "How lifecycle policies work".
function lifecyclePolicy(untaggedDays: number, kept: number): string {
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: `Images without a tag expire after ${untaggedDays} days`,
        selection: {
          tagStatus: 'untagged',
          countType: 'sinceImagePushed',
          countUnit: 'days',
          countNumber: untaggedDays,
        },
        action: { type: 'expire' },
      },
      {
        // An image with the tags of a rule is never expired by a rule after it. Releases have these tags, and the record
        // of deployments takes them from those that are too old, so this rule itself lets none expire.
        rulePriority: 2,
        description: 'Images of the last releases of every environment are kept',
        selection: {
          tagStatus: 'tagged',
          tagPatternList: [RELEASED_TAGS],
          countType: 'imageCountMoreThan',
          countNumber: MOST_IMAGES,
        },
        action: { type: 'expire' },
      },
      {
        rulePriority: 3,
        description: `Of all images the last ${kept} are kept`,
        selection: { tagStatus: 'tagged', tagPatternList: ['*'], countType: 'imageCountMoreThan', countNumber: kept },
        action: { type: 'expire' },
      },
    ],
  });
}
