/** A check of checkov that a resource does not pass. */
export interface CheckFailure {
  /** E.g. `CKV_AWS_145`. */
  readonly check: string;
  /** What checkov asks for, e.g. `Ensure that S3 buckets are encrypted with KMS by default`. */
  readonly guideline: string;
  readonly stack: string;
  /** E.g. `aws_s3_bucket.artifacts`. */
  readonly address: string;
}
