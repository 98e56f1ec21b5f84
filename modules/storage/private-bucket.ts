import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { servicePrincipal } from '../../platform/partitions';
import { policyDocument, type PolicyStatement } from '../iam/policy-document';

/** Properties of a `PrivateBucket`. */
export interface PrivateBucketProps {
  /** Physical name, at most 63 characters. */
  readonly bucketName: string;
  /** Whether destroying the bucket deletes what is in it. */
  readonly forceDestroy: boolean;
  /** Whether Terraform refuses to destroy the bucket. @default false */
  readonly preventDestroy?: boolean;
  /** ARN of the KMS key that new objects are encrypted with. @default - a key of S3 */
  readonly keyArn?: string | undefined;
  /** Where S3 logs accesses. @default - they are not logged */
  readonly accessLogs?:
    | {
        readonly bucketName: string;
        /** What lets S3 write there, if the same stack makes it: S3 refuses the setting before. @default - nothing */
        readonly dependsOn?: ITerraformDependable[];
      }
    | undefined;
  /** Whose accesses S3 logs in this bucket. @default - none */
  readonly accessLogsOf?: {
    /** ARN of buckets of the same account, with `*` for any letters. */
    readonly bucketArns: string;
    /** AWS account id, 12 digits. */
    readonly account: string;
  };
  /** Objects that are deleted after some days, and their old versions as well. @default - all are kept for ever */
  readonly expiring?: {
    /** What their keys begin with. @default '' */
    readonly prefix?: string;
    readonly days: number;
  };
}

/** Of an upload that was never finished, the parts are paid for and seen nowhere. */
const ABORT_UPLOADS = { abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }] };

/** A versioned, encrypted bucket that refuses requests without TLS and from outside the account. */
export class PrivateBucket extends Construct {
  readonly resource: S3Bucket;
  readonly versioning: S3BucketVersioningA;
  readonly encryption: S3BucketServerSideEncryptionConfigurationA;
  /** @default - accesses are not logged */
  readonly logging: S3BucketLoggingA | undefined;
  readonly ownershipControls: S3BucketOwnershipControls;
  readonly publicAccessBlock: S3BucketPublicAccessBlock;
  readonly policy: S3BucketPolicy;
  /** @default - nothing expires */
  readonly lifecycle: S3BucketLifecycleConfiguration | undefined;
  readonly bucketName: string;
  readonly bucketArn: string;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const bucket = this.createBucket(props);
    this.resource = bucket;
    this.versioning = this.keepVersions(bucket);
    this.encryption = this.encrypt(bucket, props.keyArn);
    this.ownershipControls = this.ownObjects(bucket);
    this.publicAccessBlock = this.blockPublicAccess(bucket);
    this.policy = this.limitAccess(bucket, this.publicAccessBlock, props.accessLogsOf);
    this.lifecycle = this.expire(bucket, props.expiring);
    this.logging = this.logAccesses(bucket, props.accessLogs);
    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.arn;
  }

  private createBucket(props: PrivateBucketProps): S3Bucket {
    return new S3Bucket(this, 'Resource', {
      bucket: props.bucketName,
      forceDestroy: props.forceDestroy,
      ...(props.preventDestroy === true ? { lifecycle: { preventDestroy: true } } : {}),
    });
  }

  private keepVersions(bucket: S3Bucket): S3BucketVersioningA {
    return new S3BucketVersioningA(this, 'versioning', {
      bucket: bucket.id,
      versioningConfiguration: { status: 'Enabled' },
    });
  }

  // A bucket key saves S3 most calls to KMS, which are paid for.
  // Source: Amazon S3 User Guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys".
  private encrypt(bucket: S3Bucket, keyArn: string | undefined): S3BucketServerSideEncryptionConfigurationA {
    const rule =
      keyArn === undefined
        ? { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
        : {
            applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn },
            bucketKeyEnabled: true,
          };
    return new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', { bucket: bucket.id, rule: [rule] });
  }

  private logAccesses(bucket: S3Bucket, to: PrivateBucketProps['accessLogs']): S3BucketLoggingA | undefined {
    if (to === undefined) return undefined;
    return new S3BucketLoggingA(this, 'logging', {
      bucket: bucket.id,
      targetBucket: to.bucketName,
      targetPrefix: `${bucket.bucket}/`,
      ...(to.dependsOn && { dependsOn: to.dependsOn }),
    });
  }

  private ownObjects(bucket: S3Bucket): S3BucketOwnershipControls {
    return new S3BucketOwnershipControls(this, 'ownership', {
      bucket: bucket.id,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
  }

  private blockPublicAccess(bucket: S3Bucket): S3BucketPublicAccessBlock {
    return new S3BucketPublicAccessBlock(this, 'public-access-block', {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  }

  private limitAccess(
    bucket: S3Bucket,
    block: S3BucketPublicAccessBlock,
    accessLogsOf: PrivateBucketProps['accessLogsOf'],
  ): S3BucketPolicy {
    const refusePlainHttp: PolicyStatement = {
      sid: 'RefusePlainHttp',
      effect: 'Deny',
      principals: '*',
      actions: ['s3:*'],
      resources: [bucket.arn, `${bucket.arn}/*`],
      conditions: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    return new S3BucketPolicy(this, 'policy', {
      bucket: bucket.id,
      policy: policyDocument(refusePlainHttp, ...(accessLogsOf ? [takeAccessLogs(bucket.arn, accessLogsOf)] : [])),
      // S3 refuses two changes of a bucket's access settings at the same time.
      dependsOn: [block],
    });
  }

  private expire(
    bucket: S3Bucket,
    expiring: PrivateBucketProps['expiring'],
  ): S3BucketLifecycleConfiguration | undefined {
    if (expiring === undefined) return undefined;
    const { prefix = '', days } = expiring;
    return new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: bucket.id,
      rule: [
        {
          id: 'expire',
          status: 'Enabled',
          filter: [{ prefix }],
          expiration: [{ days }],
          noncurrentVersionExpiration: [{ noncurrentDays: days }],
          ...(prefix === '' && ABORT_UPLOADS),
        },
        ...(prefix === ''
          ? []
          : [{ id: 'abort-uploads', status: 'Enabled', filter: [{ prefix: '' }], ...ABORT_UPLOADS }]),
      ],
    });
  }
}

/** Source: Amazon S3 User Guide, "Enabling Amazon S3 server access logging", permissions for log delivery. */
function takeAccessLogs(
  bucketArn: string,
  { bucketArns, account }: NonNullable<PrivateBucketProps['accessLogsOf']>,
): PolicyStatement {
  return {
    sid: 'TakeAccessLogs',
    principals: { Service: servicePrincipal('logging.s3') },
    actions: ['s3:PutObject'],
    resources: [`${bucketArn}/*`],
    conditions: { ArnLike: { 'aws:SourceArn': bucketArns }, StringEquals: { 'aws:SourceAccount': account } },
  };
}
