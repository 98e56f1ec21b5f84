import { parseState } from '../../../../cli/state/state';

const state = {
  version: 4,
  terraform_version: '1.11.4',
  outputs: { load_balancer_name: { value: 'shop-dev', type: 'string' } },
  resources: [
    { mode: 'data', type: 'aws_availability_zones', name: 'zones', instances: [{ attributes: {} }] },
    { mode: 'managed', type: 'aws_lb', name: 'alb', instances: [{ attributes: { name: 'shop-dev' } }] },
    {
      mode: 'managed',
      type: 'aws_subnet',
      name: 's',
      instances: [{ attributes: { id: 1 } }, { attributes: { id: 2 } }],
    },
  ],
};

describe("reading terraform's state", () => {
  test('each instance of a managed resource counts, and data sources do not', () => {
    expect(parseState(JSON.stringify(state)).resources).toEqual([
      { type: 'aws_lb', name: 'alb', attributes: { name: 'shop-dev' } },
      { type: 'aws_subnet', name: 's', attributes: { id: 1 } },
      { type: 'aws_subnet', name: 's', attributes: { id: 2 } },
    ]);
  });

  test('outputs are their values', () => {
    expect(parseState(JSON.stringify(state)).outputs).toEqual({ load_balancer_name: 'shop-dev' });
  });

  test('the states that a stack read are known by their keys', () => {
    const config = { type: ['object', {}], value: { bucket: 'states', key: 'shop/dev-network.tfstate' } };
    const network = {
      mode: 'data',
      type: 'terraform_remote_state',
      name: 'n',
      instances: [{ attributes: { config } }],
    };
    const reader = { ...state, resources: [...state.resources, network] };
    expect(parseState(JSON.stringify(reader)).readKeys).toEqual(['shop/dev-network.tfstate']);
  });

  test('the state of a destroyed stack is empty', () => {
    expect(parseState('{"version":4,"outputs":{},"resources":[]}')).toEqual({
      resources: [],
      outputs: {},
      readKeys: [],
    });
  });
});
