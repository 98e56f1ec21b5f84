import { placeholderStateFor, type PlaceholderState } from '../../../../../cli/review/placeholders/placeholder-state';
import { readsOf } from '../../../../../cli/review/placeholders/reads';
import { HELPER_ADDRESS, withPlaceholders } from '../../../../../cli/review/placeholders/placeholder-json';
import { stateWith } from '../../../../../cli/review/placeholders/state-file';
import { withoutHelper } from '../../../../../cli/review/placeholders/without-helper';
import type { Stack } from '../../../../../cli/stacks/manifest';
import { readingStack } from '../../../../helpers/reading-stack';

const stateFileOf = ({ read }: PlaceholderState): string => `/states/${read.data}.tfstate`;
const name = '${data.terraform_remote_state.dev-network-state.outputs.parameter_name}';

function placeholderStatesFor(stack: Stack): PlaceholderState[] {
  const upstream = { state: undefined, planned: undefined, stack: undefined };
  const aws = { account: '123456789012', region: 'eu-central-1' };
  return readsOf(stack.json).flatMap((read) => placeholderStateFor(read, upstream, aws) ?? []);
}

function withData(data: object, locals?: object): Stack {
  const stack = readingStack('dev-gateway', 'dev-network', { name });
  const remote = (stack.json as unknown as { data: object }).data;
  return { ...stack, json: { ...stack.json, data: { ...remote, ...data }, ...(locals && { locals }) } };
}

function planned(stack: Stack, localState?: string, missingKeys: readonly string[] = []): unknown {
  const placeholderStates = placeholderStatesFor(stack);
  return withPlaceholders(stack.json, { placeholderStates, missingKeys, stateFileOf, localState });
}

describe('a stack that is planned with stand-ins', () => {
  it('reads them from files in place of the states that are not there', () => {
    expect(planned(withData({}))).toMatchObject({
      data: {
        terraform_remote_state: {
          'dev-network-state': { backend: 'local', config: { path: '/states/dev-network-state.tfstate' } },
        },
      },
      terraform: { backend: { s3: { key: 'shop/dev-gateway.tfstate' } } },
    });
  });

  it('reads data sources that use a stand-in, directly or by locals, during the apply, and all others in the plan', () => {
    const data = {
      aws_ssm_parameter: {
        direct: { name },
        indirect: { name: '${local.parameter}' },
        other: { name: '/always/there', depends_on: ['aws_vpc.it'] },
      },
    };
    const changed = planned(withData(data, { parameter: '${local.inner}', inner: name }));
    expect(changed).toMatchObject({
      data: {
        aws_ssm_parameter: {
          direct: { depends_on: [HELPER_ADDRESS] },
          indirect: { depends_on: [HELPER_ADDRESS] },
          other: { depends_on: ['aws_vpc.it'] },
        },
      },
      resource: { terraform_data: { 'review-placeholders': {} }, aws_s3_bucket: {} },
    });
  });

  it('looks up keys that are not there yet during the apply', () => {
    const data = { aws_kms_alias: { key: { name: 'alias/shared' }, other: { name: 'alias/other' } } };
    expect(planned(withData(data), undefined, ['key'])).toMatchObject({
      data: { aws_kms_alias: { key: { depends_on: [HELPER_ADDRESS] }, other: { name: 'alias/other' } } },
      resource: { terraform_data: { 'review-placeholders': {} } },
    });
    expect(planned(withData(data))).not.toHaveProperty('data.aws_kms_alias.key.depends_on');
  });

  it('has no helper resource if no data source uses a stand-in', () => {
    expect(planned(withData({}))).not.toHaveProperty('resource.terraform_data');
  });

  it('keeps its state in a file if there is no bucket for it', () => {
    expect(planned(withData({}), '/states/local.tfstate')).toMatchObject({
      terraform: { backend: { local: { path: '/states/local.tfstate' } } },
    });
  });
});

describe('the plan of such a stack', () => {
  it('does not show the helper resource', () => {
    const theirs = { address: 'aws_vpc.it' };
    const resources = [theirs, { address: HELPER_ADDRESS }];
    const json = {
      format_version: '1.2',
      resource_changes: resources,
      planned_values: { outputs: {}, root_module: { resources } },
      configuration: { root_module: { resources, outputs: {} } },
    };
    expect(withoutHelper(json)).toEqual({
      format_version: '1.2',
      resource_changes: [theirs],
      planned_values: { outputs: {}, root_module: { resources: [theirs] } },
      configuration: { root_module: { resources: [theirs], outputs: {} } },
    });
  });
});

describe('a state file of stand-ins', () => {
  it('tells the type of each value as Terraform writes it', () => {
    const { outputs } = JSON.parse(stateWith({ id: 'a', ids: ['a', 'b'], count: 2, on: true, map: { a: 'b' } })) as {
      outputs: Record<string, { type: unknown }>;
    };
    expect(Object.values(outputs).map(({ type }) => type)).toEqual([
      'string',
      ['tuple', ['string', 'string']],
      'number',
      'bool',
      ['object', { a: 'string' }],
    ]);
  });
});
