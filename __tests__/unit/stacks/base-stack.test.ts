import { BaseStack } from '../../../stacks/base-stack';
import { publish, read, type Producer } from '../../../stacks/contract';
import { registryContract } from '../../../stacks/contracts';
import { TerraformOutput, Testing, type App } from 'cdktf';
import { synthStacks } from '../../helpers/synth';
import { parseStack } from '../../helpers/terraform-json';
import { testPlatform } from '../../helpers/test-platform';

class PlainStack extends BaseStack {}

class RepositoryStack extends BaseStack implements Producer<typeof registryContract> {
  readonly contract = registryContract;

  publish(): this {
    publish(this, { repository_url: 'url', repository_arn: 'arn', repository_name: 'name' });
    return this;
  }
}

describe('every stack', () => {
  const platform = testPlatform({ tags: { team: 'shop' } });
  const part = { environment: 'dev', service: 'hello' };
  const synth = Testing.synth(new PlainStack(Testing.app(), 'some-stack', platform, part), true);
  const stack = parseStack(synth);

  it('accepts AWS provider 5.100 and 6, and Terraform 1.10', () => {
    expect(stack.terraform).toMatchObject({
      required_version: '>= 1.10.0',
      required_providers: { aws: { source: 'aws', version: '>= 5.100.0, < 7.0.0' } },
    });
  });

  it('keeps its state in S3 under its own key, with a lock file, encrypted as the bucket says', () => {
    expect(stack.terraform.backend).toEqual({
      s3: {
        bucket: 'shop-123456789012-eu-central-1-tfstate',
        key: 'shop/some-stack.tfstate',
        region: 'eu-central-1',
        use_lockfile: true,
        allowed_account_ids: ['123456789012'],
      },
    });
  });

  it('works only in the account of the platform', () => {
    expect(stack.provider.aws?.[0]).toMatchObject({ allowed_account_ids: ['123456789012'], region: 'eu-central-1' });
  });

  it('tags its resources with platform, environment, service, managed-by and the tags of the config', () => {
    expect(stack.provider.aws?.[0]?.default_tags).toEqual([
      {
        tags: {
          team: 'shop',
          platform: 'shop',
          environment: 'dev',
          service: 'hello',
          'managed-by': 'fargate-delivery',
        },
      },
    ]);
  });

  it('names no endpoint', () => {
    expect(synth).not.toMatch(/endpoint|127\.0\.0\.1|localhost/);
  });
});

describe('a contract', () => {
  const app = synthStacks((root: App) => {
    const producer = new RepositoryStack(root, 'hello-registry', testPlatform()).publish();
    const consumer = new PlainStack(root, 'dev-hello', testPlatform());
    new TerraformOutput(consumer, 'seen', { value: read(consumer, producer).repository_url, staticId: true });
  });

  it('is published as outputs with exactly its names, none sensitive', () => {
    const outputs = app.stacks.get('hello-registry')?.output ?? {};
    expect(Object.keys(outputs)).toEqual(Object.keys(registryContract.outputs).sort());
    for (const output of Object.values(outputs)) expect(output.sensitive).toBeUndefined();
  });

  it("is read from the producer's state", () => {
    const consumer = app.stacks.get('dev-hello');
    expect(consumer?.data?.terraform_remote_state?.['hello-registry-state']).toMatchObject({
      backend: 's3',
      config: {
        bucket: 'shop-123456789012-eu-central-1-tfstate',
        key: 'shop/hello-registry.tfstate',
        region: 'eu-central-1',
      },
    });
    expect(consumer?.output?.seen?.value).toBe(
      '${data.terraform_remote_state.hello-registry-state.outputs.repository_url}',
    );
  });

  it('makes the reader wait for the producer', () => {
    expect(app.dependencies.get('dev-hello')).toEqual(['hello-registry']);
  });
});
