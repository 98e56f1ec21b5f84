import type { Contract } from '../../../stacks/contract';
import * as contracts from '../../../stacks/contracts';
import { everyPlatform } from '../../helpers/every-platform';

/** The contracts of the stacks that an environment, or a service, has one of, by how their ids end. */
const ofEnvironment: Readonly<Record<string, Contract>> = {
  network: contracts.networkContract,
  cluster: contracts.clusterContract,
  gateway: contracts.gatewayContract,
};
const ofService: Readonly<Record<string, Contract>> = {
  registry: contracts.registryContract,
  pipeline: contracts.pipelineContract,
};

/** The names of the outputs that a stack of a platform has, as its id tells them. */
function expectedOutputs(id: string, environments: readonly string[]): readonly string[] {
  if (id === 'bootstrap') return [];
  const environment = environments.find((name) => id.startsWith(`${name}-`));
  const contract =
    environment === undefined
      ? ofService[id.slice(id.lastIndexOf('-') + 1)]
      : (ofEnvironment[id.slice(environment.length + 1)] ?? contracts.serviceContract);
  return Object.keys(contract?.outputs ?? {}).toSorted();
}

describe.each(everyPlatform)('every stack of the platform $label', ({ platform, app }) => {
  it('publishes its contract and nothing else, and none of it is secret', () => {
    const environments = platform.environments.map(({ name }) => name);
    for (const [id, { output = {} }] of app.stacks) {
      expect(Object.keys(output)).toEqual(expectedOutputs(id, environments));
      expect(Object.values(output).filter((each) => 'sensitive' in each)).toEqual([]);
    }
  });

  it('reads only stacks that it depends on', () => {
    for (const [id, { data }] of app.stacks) {
      const read = Object.values(data?.terraform_remote_state ?? {}).map(({ config }) =>
        (config as { key: string }).key.replace(`${platform.name}/`, '').replace('.tfstate', ''),
      );
      expect(app.dependencies.get(id)).toEqual(expect.arrayContaining(read));
    }
  });
});
