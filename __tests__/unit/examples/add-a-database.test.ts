/** The examples of docs/add-a-database.md, as they are written there. */
import { readFileSync } from 'node:fs';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Testing } from 'cdktf';
import { loadPlatform } from '../../../config/load';
import { addDeliverySystem } from '../../../stacks/delivery-system';
import { database } from '../../fixtures/own-stacks/stacks';
import { uploads } from '../../fixtures/own-stacks/uploads';
import { askAsJob } from '../../helpers/job-roles';
import { synthStacks, textOf } from '../../helpers/synth';
import { testStack } from '../../helpers/test-platform';
import { checkStack } from '../../../cli/review/untrusted/check-stack';
import type { JsonObject } from '../../../cli/review/untrusted/read-json';
import { trustedPlatform } from '../../../cli/review/untrusted/trusted-platform';
import type { Stack } from '../../../cli/stacks/manifest';

Testing.setupJest();

const page = readFileSync('docs/add-a-database.md', 'utf8');

const platform = loadPlatform('__tests__/fixtures/own-stacks/platform.config.ts');
const withUploads = { ...platform, stacks: [...platform.stacks, testStack('uploads', ['dev', 'prod'])] };
const app = synthStacks((root) => {
  addDeliverySystem(root, withUploads, { stacks: [database, uploads] });
});

it.each(['platform.config', 'stacks', 'uploads'])('the page shows %s.ts, which is tested here', (name) => {
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

describe('the service that uses the database', () => {
  const hello = app.stacks.get('dev-hello');

  it('waits for it, and gets its address, its password and its security group', () => {
    const published = (name: string): string => `\${data.terraform_remote_state.dev-database-state.outputs.${name}}`;
    expect(app.dependencies.get('dev-hello')).toContain('dev-database');
    const [task] = Object.values(hello?.resource?.['aws_ecs_task_definition'] ?? {});
    const [container] = JSON.parse(String(task?.['container_definitions'])) as [Record<string, unknown>];
    expect(container['environment']).toContainEqual({ name: 'DATABASE_HOST', value: published('address') });
    expect(container['secrets']).toEqual([
      { name: 'DATABASE_PASSWORD', valueFrom: `${published('secret_arn')}:password::` },
    ]);
    const [service] = Object.values(hello?.resource?.['aws_ecs_service'] ?? {});
    expect(service).toMatchObject({
      network_configuration: {
        security_groups: [expect.any(String), published('client_security_group_id')],
      },
    });
  });

  it('reads that one secret before it starts', () => {
    const policies = Object.values(hello?.resource?.['aws_iam_role_policy'] ?? {}).map(({ policy }) => String(policy));
    expect(policies.filter((policy) => policy.includes('secretsmanager:'))).toEqual([
      expect.stringContaining(
        '"Action":"secretsmanager:GetSecretValue","Resource":"${data.terraform_remote_state.dev-database-state.outputs.secret_arn}"',
      ),
    ]);
  });

  it('is alone in that', () => {
    expect(app.dependencies.get('dev-hello')).not.toContain('dev-uploads');
  });
});

describe('the jobs of the database', () => {
  const place = 'eu-central-1:123456789012';
  const calls = ([name, environment]: readonly [string, string]): readonly (readonly [string, string])[] => [
    ['rds:CreateDBInstance', `arn:aws:rds:${place}:db:${name}`],
    ['rds:CreateDBInstance', `arn:aws:rds:${place}:og:default:postgres-17`],
    ['rds:CreateDBInstance', `arn:aws:rds:${place}:pg:default.postgres17`],
    ['rds:CreateDBInstance', `arn:aws:rds:${place}:subgrp:${name}`],
    ['rds:DeleteDBInstance', `arn:aws:rds:${place}:db:${name}`],
    ['rds:DescribeDBInstances', `arn:aws:rds:${place}:db:${name}`],
    ['rds:ListTagsForResource', `arn:aws:rds:${place}:db:${name}`],
    ['s3:PutObject', `arn:aws:s3:::shop-123456789012-eu-central-1-tfstate/shop/${environment}-database.tfstate`],
  ];
  const refused = (jobs: string, of: readonly [string, string]): readonly string[] =>
    calls(of)
      .filter(([action, resource]) => askAsJob(textOf(app, 'bootstrap'), jobs, action, resource) !== 'allow')
      .map(([action]) => action);

  it.each(['dev', 'prod'])('may make and destroy that of %s', (name) => {
    expect(refused(`deploy-${name}`, [`shop-${name}-database`, name])).toEqual([]);
  });

  it('may make no other', () => {
    const refusedThere = refused('deploy-dev', ['shop-prod-database', 'prod']);
    expect(refusedThere).toContain('rds:CreateDBInstance');
    expect(refusedThere).toContain('rds:DeleteDBInstance');
    expect(refusedThere).toContain('s3:PutObject');
  });

  it('plan what a pull request synthesized of it, since the config allows its types', () => {
    const stacks = [...app.stacks].map(
      ([name, json]) => ({ name, folder: '', dependencies: [], json }) as unknown as Stack,
    );
    const json = app.stacks.get('prod-database') as unknown as JsonObject;
    const problems = (types: readonly string[] = []): readonly string[] =>
      checkStack('prod-database', json, { platform: trustedPlatform(stacks), types: new Set(types) }).map(
        ({ found }) => found,
      );
    expect(problems(platform.ci?.resourceTypes)).toEqual([]);
    expect(problems()).toContain('a resource of type aws_db_instance');
  });
});

test('the bucket has a name that no other account has', () => {
  expect(textOf(app, 'prod-uploads')).toHaveResourceWithProperties(S3Bucket, {
    bucket: 'shop-prod-uploads-123456789012',
  });
});
