import { emptyStack } from '../../../../cli/removed/empty-stack';

const PIPELINE = {
  terraform: {
    backend: { s3: { bucket: 'states', key: 'shop/hello-pipeline.tfstate', use_lockfile: true } },
    required_providers: { aws: { source: 'aws' } },
  },
  provider: { aws: [{ region: 'eu-central-1' }], github: [{ token: '${var.github_token}' }] },
  variable: { github_token: { type: 'string', sensitive: true } },
  resource: { aws_s3_bucket: { artifacts: {} } },
  data: { terraform_remote_state: {} },
  output: { pipeline_name: { value: 'x' } },
};

describe('the stand-in for a removed stack', () => {
  const stack: unknown = JSON.parse(emptyStack(PIPELINE, 'shop/orders-pipeline.tfstate'));

  test('has the state of the removed stack', () => {
    expect(stack).toHaveProperty('terraform.backend.s3', {
      bucket: 'states',
      key: 'shop/orders-pipeline.tfstate',
      use_lockfile: true,
    });
  });

  test('has the providers and their variables, and no resources, data or outputs', () => {
    expect(stack).toMatchObject({ provider: PIPELINE.provider, variable: PIPELINE.variable });
    expect(Object.keys(stack as object).sort()).toEqual(['provider', 'terraform', 'variable']);
  });
});
