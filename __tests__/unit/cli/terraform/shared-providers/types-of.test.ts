import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { canShareProviders, typesOf } from '../../../../../cli/terraform/shared-providers/types-of';
import type { Stack, StackJson } from '../../../../../cli/stacks/manifest';
import { temporaryFolder } from '../../../../helpers/temporary-folder';

const terraform: StackJson['terraform'] = {
  backend: { s3: { bucket: 'states', key: 'shop/dev-network.tfstate', region: 'eu-central-1' } },
  required_providers: {},
};

const temporary = temporaryFolder();

function stack(json: Partial<StackJson>): Stack {
  return { name: 'dev-network', folder: temporary.path(), dependencies: [], json: { terraform, ...json } };
}

describe('the types that shared AWS providers offer', () => {
  it('are those of all blocks of all stacks', () => {
    const network = stack({ resource: { aws_vpc: {} }, data: { aws_kms_alias: {} } });
    const own = stack({ ephemeral: { aws_ssm_parameter: {} }, action: { aws_lambda_invoke: {} } });
    expect(typesOf([network, own])).toEqual(['aws_vpc', 'aws_kms_alias', 'aws_ssm_parameter', 'aws_lambda_invoke']);
  });
});

describe('a stack', () => {
  it('can share AWS providers', () => {
    expect(canShareProviders(stack({ resource: { aws_vpc: {} } }))).toBe(true);
  });

  it('with a module has providers of its own, since the types of the module are in other files', () => {
    expect(canShareProviders(stack({ module: { bucket: { source: 'terraform-aws-modules/s3-bucket/aws' } } }))).toBe(
      false,
    );
  });

  it('with files has providers of its own, since these are named from its folder', () => {
    mkdirSync(path.join(temporary.path(), 'assets'));
    expect(canShareProviders(stack({}))).toBe(false);
  });
});
