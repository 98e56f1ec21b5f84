/** The examples of docs/add-a-database.md, as they are written there. */
import { readFileSync } from 'node:fs';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Testing } from 'cdktf';
import { resolvePlatform } from '../../../config/resolve';
import { addDeliverySystem } from '../../../stacks/delivery-system';
import { database } from '../../fixtures/own-stacks/stacks';
import { uploads } from '../../fixtures/own-stacks/uploads';
import { config } from '../../helpers/config';
import { synthStacks, textOf } from '../../helpers/synth';

Testing.setupJest();

const page = readFileSync('docs/add-a-database.md', 'utf8');

const platform = resolvePlatform(
  config({ environments: { dev: {}, prod: { protect: true } }, stacks: { database: {}, uploads: {} } }),
);
const app = synthStacks((root) => {
  addDeliverySystem(root, platform, { stacks: [database, uploads] });
});

it.each(['stacks', 'uploads'])('the page shows %s.ts, which is tested here', (name) => {
  const example = readFileSync(`__tests__/fixtures/own-stacks/${name}.ts`, 'utf8');
  expect(page).toContain(`\`\`\`ts\n${example}\`\`\``);
});

describe('the database', () => {
  it('is private and encrypted, and RDS keeps its password', () => {
    expect(textOf(app, 'dev-database')).toHaveResourceWithProperties(DbInstance, {
      identifier: 'shop-dev-database',
      manage_master_user_password: true,
      publicly_accessible: false,
      storage_encrypted: true,
      deletion_protection: false,
    });
    expect(textOf(app, 'dev-database')).not.toContain('"password"');
  });

  it('of a protected environment is encrypted with its key, and is not deleted by mistake', () => {
    expect(textOf(app, 'prod-database')).toHaveResourceWithProperties(DbInstance, {
      deletion_protection: true,
      skip_final_snapshot: false,
      kms_key_id: expect.stringContaining('data.aws_kms_alias.') as string,
    });
  });

  it('lets in its clients alone', () => {
    const rules = app.stacks.get('dev-database')?.resource?.[VpcSecurityGroupIngressRule.tfResourceType] ?? {};
    expect(Object.values(rules)).toEqual([
      expect.objectContaining({
        referenced_security_group_id: '${aws_security_group.clients.id}',
        from_port: 5432,
        to_port: 5432,
      }),
    ]);
  });
});

test('the bucket has a name that no other account has', () => {
  expect(textOf(app, 'prod-uploads')).toHaveResourceWithProperties(S3Bucket, {
    bucket: 'shop-prod-uploads-123456789012',
  });
});
