import { isDeepStrictEqual } from 'node:util';
import { everyPlatform, everyResourceOf, exceptionsOf, referringTo } from '../../helpers/every-platform';
import { statementsOf, type Statement } from '../../helpers/policies';

const imageParameter = /\/image$/;

function refusalOfPlainHttp(bucketArn: string): Statement {
  return {
    Sid: 'RefusePlainHttp',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

describe('every S3 bucket', () => {
  it('is encrypted', () => {
    expect(
      exceptionsOf('aws_s3_bucket', (bucket) =>
        referringTo(bucket, 'aws_s3_bucket_server_side_encryption_configuration', 'bucket').some(({ rule }) =>
          /"sse_algorithm":"(AES256|aws:kms)"/.test(JSON.stringify(rule)),
        ),
      ),
    ).toEqual([]);
  });

  it('keeps old versions', () => {
    expect(
      exceptionsOf('aws_s3_bucket', (bucket) =>
        referringTo(bucket, 'aws_s3_bucket_versioning', 'bucket').some(
          ({ versioning_configuration: versioning }) => (versioning as { status: string }).status === 'Enabled',
        ),
      ),
    ).toEqual([]);
  });

  it('blocks public access in all four ways', () => {
    const blocks = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];
    expect(
      exceptionsOf('aws_s3_bucket', (bucket) =>
        referringTo(bucket, 'aws_s3_bucket_public_access_block', 'bucket').some((block) =>
          blocks.every((name) => block[name] === true),
        ),
      ),
    ).toEqual([]);
  });

  it('has no access control lists', () => {
    expect(
      exceptionsOf('aws_s3_bucket', (bucket) =>
        referringTo(bucket, 'aws_s3_bucket_ownership_controls', 'bucket').some(
          ({ rule }) => (rule as { object_ownership: string }).object_ownership === 'BucketOwnerEnforced',
        ),
      ),
    ).toEqual([]);
  });

  it('refuses every request without TLS', () => {
    expect(
      exceptionsOf('aws_s3_bucket', (bucket) => {
        const arn = `\${aws_s3_bucket.${bucket.name}.arn}`;
        return referringTo(bucket, 'aws_s3_bucket_policy', 'bucket')
          .flatMap(({ policy }) => statementsOf(policy))
          .some((statement) => isDeepStrictEqual(statement, refusalOfPlainHttp(arn)));
      }),
    ).toEqual([]);
  });
});

describe('every ECR repository', () => {
  it('is encrypted, scanned and immutable', () => {
    expect(
      exceptionsOf(
        'aws_ecr_repository',
        ({ attributes }) =>
          /"encryption_type":"(AES256|KMS)"/.test(JSON.stringify(attributes.encryption_configuration)) &&
          JSON.stringify(attributes.image_scanning_configuration) === '{"scan_on_push":true}' &&
          attributes.image_tag_mutability === 'IMMUTABLE',
      ),
    ).toEqual([]);
  });
});

describe('every SSM parameter', () => {
  it('is encrypted, except the deployed image, which is no secret and must be visible in plans', () => {
    expect(
      exceptionsOf('aws_ssm_parameter', ({ attributes }) =>
        imageParameter.test(String(attributes.name))
          ? attributes.type === 'String' && !('value' in attributes)
          : attributes.type === 'SecureString' && !('insecure_value' in attributes),
      ),
    ).toEqual([]);
  });
});

describe('every pipeline', () => {
  it('keeps its artifacts in a bucket of its own stack', () => {
    expect(
      exceptionsOf('aws_codepipeline', ({ attributes, stack }) => {
        const [store] = attributes.artifact_store as readonly { location: string }[];
        const buckets = Object.keys(stack.resource?.aws_s3_bucket ?? {});
        return buckets.some((name) => store?.location === `\${aws_s3_bucket.${name}.bucket}`);
      }),
    ).toEqual([]);
  });
});

describe('every state', () => {
  // What `encrypt` does: each state is encrypted with a key of S3, also where the bucket has another.
  it.each(everyPlatform)('of the platform $label is locked, and encrypted as its bucket says', ({ app }) => {
    for (const { terraform } of app.stacks.values()) {
      expect(terraform.backend).toMatchObject({ s3: { use_lockfile: true } });
      expect(terraform.backend).not.toHaveProperty('s3.encrypt');
    }
  });

  it('is in a bucket that nothing destroys', () => {
    const kept = everyResourceOf('aws_s3_bucket').filter(({ attributes }) =>
      /-tfstate$/.test(String(attributes.bucket)),
    );
    for (const { attributes } of kept) {
      expect(attributes).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: true } });
    }
    expect(kept).toHaveLength(everyPlatform.length);
  });
});
