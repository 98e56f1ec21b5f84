import type { ValueObject } from 'plan-review/plan/value';
import { changeOf } from '../../helpers/review-change';
import { hit, pass, type CasesByRule } from './rule-cases';

const lifecycle = (count: number, tagStatus = 'any'): string =>
  JSON.stringify({ rules: [{ selection: { tagStatus, countType: 'imageCountMoreThan', countNumber: count } }] });

const expiring = (days: number, prefix = ''): { rule: ValueObject[] } => ({
  rule: [{ status: 'Enabled', filter: [{ prefix }], expiration: [{ days }] }],
});

/** Cases of the rules on lost data. */
export const lossCases: CasesByRule = {
  'data-bearing-resource-destroyed': {
    finds: [
      ...['aws_db_snapshot', 'aws_memorydb_cluster', 'aws_fsx_windows_file_system', 'aws_s3_directory_bucket'].map(
        (type) => hit(type, 'dangerous', 'is destroyed, with', changeOf(type, { name: 'a' }, null)),
      ),
      hit(
        'a repository that is destroyed',
        'dangerous',
        'ECR repository shop-hello is destroyed, with every image in it',
        changeOf('aws_ecr_repository', { name: 'shop-hello' }, null),
      ),
      hit(
        'a log group that is destroyed',
        'dangerous',
        'Log group /shop/hello is destroyed, with every log line in it',
        changeOf('aws_cloudwatch_log_group', { name: '/shop/hello' }, null),
      ),
      hit(
        'a bucket whose name is not known',
        'dangerous',
        'S3 bucket aws_s3_bucket.this is destroyed',
        changeOf('aws_s3_bucket', {}, null),
      ),
    ],
    passes: [
      pass('a bucket that only changes', changeOf('aws_s3_bucket', { bucket: 'a' }, { bucket: 'a', tags: {} })),
      pass('a role that is destroyed', changeOf('aws_iam_role', { name: 'a' }, null)),
      pass('a bucket that Terraform forgets', changeOf('aws_s3_bucket', { bucket: 'a' }, null, { action: 'forget' })),
    ],
  },
  'data-bearing-resource-replaced': {
    finds: [
      hit(
        'a user pool that is replaced',
        'dangerous',
        'User pool people is replaced by an empty one',
        changeOf(
          'aws_cognito_user_pool',
          { name: 'people' },
          { name: 'users' },
          { action: 'replace', replacePaths: [['name']] },
        ),
      ),
    ],
    passes: [
      pass('a load balancer that is replaced', changeOf('aws_lb', { name: 'a' }, { name: 'b' }, { action: 'replace' })),
    ],
  },
  'tagged-images-expire': {
    finds: [
      hit(
        'a policy that keeps fewer images',
        'attention',
        'all but the newest 5',
        changeOf('aws_ecr_lifecycle_policy', { policy: lifecycle(50) }, { policy: lifecycle(5) }),
      ),
    ],
    passes: [
      pass(
        'a policy about images without tags',
        changeOf('aws_ecr_lifecycle_policy', { policy: lifecycle(50) }, { policy: lifecycle(5, 'untagged') }),
      ),
      pass('a policy of a new repository', changeOf('aws_ecr_lifecycle_policy', null, { policy: lifecycle(5) })),
      pass('a policy that is no JSON', changeOf('aws_ecr_lifecycle_policy', { policy: '{' }, { policy: 'null' })),
    ],
  },
  'objects-expire': {
    finds: [
      hit(
        'a lifecycle that is new for a bucket that exists',
        'attention',
        'deletes all objects after 1 day',
        changeOf('aws_s3_bucket_lifecycle_configuration', null, { bucket: 'data', ...expiring(1) }),
      ),
      hit(
        'objects that go sooner, and more of them',
        'attention',
        'deletes objects under logs/ after 7 days; all former versions after 30 days',
        changeOf('aws_s3_bucket_lifecycle_configuration', expiring(30, 'logs/'), {
          rule: [
            ...expiring(7, 'logs/').rule,
            { status: 'Enabled', noncurrent_version_expiration: [{ noncurrent_days: 30 }] },
          ],
        }),
      ),
    ],
    passes: [
      pass(
        'objects that stay longer',
        changeOf('aws_s3_bucket_lifecycle_configuration', expiring(7), expiring(30, 'logs/')),
      ),
      pass(
        'a bucket that is new, too',
        changeOf('aws_s3_bucket', null, { bucket: 'data' }),
        changeOf('aws_s3_bucket_lifecycle_configuration', null, { bucket: 'data', ...expiring(1) }),
      ),
      pass(
        'a rule that is off',
        changeOf('aws_s3_bucket_lifecycle_configuration', expiring(7), {
          rule: [{ status: 'Disabled', expiration: [{ days: 1 }] }],
        }),
      ),
    ],
  },
  'retention-lowered': {
    finds: [
      hit(
        'a table that deletes by date',
        'attention',
        'deletes every item',
        changeOf('aws_dynamodb_table', { ttl: [{ enabled: false }] }, { ttl: [{ enabled: true }] }),
      ),
      hit(
        'logs that are kept for fewer days',
        'attention',
        'Log group web keeps its lines for fewer days',
        changeOf(
          'aws_cloudwatch_log_group',
          { name: 'web', retention_in_days: 90 },
          { name: 'web', retention_in_days: 30 },
        ),
      ),
      hit(
        'logs that were kept for ever',
        'attention',
        'fewer days',
        changeOf('aws_cloudwatch_log_group', { retention_in_days: 0 }, { retention_in_days: 3653 }),
      ),
    ],
    passes: [
      pass(
        'logs that are kept for longer',
        changeOf('aws_cloudwatch_log_group', { retention_in_days: 30 }, { retention_in_days: 90 }),
      ),
      pass(
        'logs that are kept for ever now',
        changeOf('aws_cloudwatch_log_group', { retention_in_days: 30 }, { retention_in_days: 0 }),
      ),
    ],
  },
  'deletion-protection-removed': {
    finds: [
      hit(
        'a load balancer that may be deleted',
        'attention',
        'Load balancer edge can be deleted',
        changeOf(
          'aws_lb',
          { name: 'edge', enable_deletion_protection: true },
          { name: 'edge', enable_deletion_protection: false },
        ),
      ),
      hit(
        'a bucket whose versions are no longer kept',
        'attention',
        'is suspended',
        changeOf(
          'aws_s3_bucket_versioning',
          { versioning_configuration: [{ status: 'Enabled' }] },
          { versioning_configuration: [{ status: 'Suspended' }] },
        ),
      ),
    ],
    passes: [
      pass(
        'a load balancer that gets protection',
        changeOf('aws_lb', { enable_deletion_protection: false }, { enable_deletion_protection: true }),
      ),
    ],
  },
};
