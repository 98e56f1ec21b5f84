import type { Contract } from '../../../stacks/contract';
import * as contracts from '../../../stacks/contracts';

const everyContract: readonly Contract[] = Object.values(contracts);

/**
 * What states hold and other stacks read. A name is added freely; one that is renamed or taken away breaks every stack
 * that was deployed against it, so that takes two releases: publish both, then drop the old one.
 */
const frozen = {
  network: {
    vpc_id: 'string',
    task_subnet_ids: 'list',
    load_balancer_name: 'string',
    load_balancer_arn_suffix: 'string',
    load_balancer_dns_name: 'string',
    load_balancer_security_group_id: 'string',
    listener_arn: 'string',
    origin_secret_parameter_name: 'string',
  },
  cluster: { cluster_name: 'string', cluster_arn: 'string', exec_log_group_arn: 'string' },
  registry: { repository_url: 'string', repository_arn: 'string', repository_name: 'string' },
  service: {
    service_name: 'string',
    service_arn: 'string',
    container_name: 'string',
    task_definition_family: 'string',
    execution_role_arn: 'string',
    task_role_arn: 'string',
    placeholder_family: 'string',
    image_parameter_name: 'string',
    image_parameter_arn: 'string',
    origin_secret_parameter_name: 'string',
  },
  pipeline: { pipeline_name: 'string', pipeline_arn: 'string' },
  gateway: { api_url: 'string', user_pool_id: 'string', user_pool_client_id: 'string', sign_in_url: 'string' },
};

describe('the contracts between stacks', () => {
  it('are frozen: names and types', () => {
    const found = everyContract.map(({ name, outputs }) => [
      name,
      Object.fromEntries(Object.entries(outputs).map(([output, { type }]) => [output, type])),
    ]);
    expect(Object.fromEntries(found)).toEqual(frozen);
  });

  it.each(everyContract)('$name names its values in snake case and describes each in a sentence', ({ outputs }) => {
    for (const [name, { description }] of Object.entries(outputs)) {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)+$/);
      expect(description).toMatch(/^[A-Z].*\.$/);
    }
  });
});
