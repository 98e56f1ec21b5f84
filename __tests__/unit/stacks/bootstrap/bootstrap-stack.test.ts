import { BootstrapStack } from '../../../../stacks/bootstrap/bootstrap-stack';
import { onlyResource, synthesizeStack } from '../../../helpers/synth';
import { testPlatform } from '../../../helpers/test-platform';

const stack = synthesizeStack('bootstrap', (app) => new BootstrapStack(app, testPlatform(), ['dev', 'prod']));

describe('the state bucket', () => {
  it('is named after the platform, the account and the region, and cannot be destroyed by Terraform', () => {
    expect(onlyResource(stack, 'aws_s3_bucket')).toMatchObject({
      bucket: 'shop-123456789012-eu-central-1-tfstate',
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('is the bucket of the backend of its own stack', () => {
    expect(stack.terraform.backend).toMatchObject({ s3: { bucket: 'shop-123456789012-eu-central-1-tfstate' } });
  });

  it('keeps every version of every state', () => {
    expect(onlyResource(stack, 'aws_s3_bucket_versioning')).toMatchObject({
      versioning_configuration: { status: 'Enabled' },
    });
    expect(stack.resource?.aws_s3_bucket_lifecycle_configuration).toBeUndefined();
  });

  it('is encrypted', () => {
    expect(onlyResource(stack, 'aws_s3_bucket_server_side_encryption_configuration')).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }],
    });
  });

  it('blocks public access', () => {
    expect(onlyResource(stack, 'aws_s3_bucket_public_access_block')).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  it('refuses requests without TLS', () => {
    const { policy } = onlyResource(stack, 'aws_s3_bucket_policy');
    const { Statement } = JSON.parse(String(policy)) as { Statement: unknown[] };
    expect(Statement).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ]);
  });
});

describe('the account', () => {
  it('lets API Gateway write logs', () => {
    expect(onlyResource(stack, 'aws_api_gateway_account').cloudwatch_role_arn).toContain('aws_iam_role.');
    expect(onlyResource(stack, 'aws_iam_role_policy_attachment')).toMatchObject({
      policy_arn: 'arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs',
    });
  });
});
