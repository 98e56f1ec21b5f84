import { renderSummary } from '../../../../cli/start/summary';
import { cliStack } from '../../../helpers/cli-stack';

const resource = (type: string, attributes: Readonly<Record<string, unknown>>) => ({ type, name: 'x', attributes });

const deployed = [
  {
    stack: cliStack('dev-network'),
    seconds: 61,
    state: {
      outputs: {},
      readKeys: [],
      resources: [resource('aws_lb', { name: 'shop-dev' }), resource('aws_vpc', {})],
    },
  },
  {
    stack: cliStack('dev-gateway'),
    state: {
      outputs: {},
      readKeys: [],
      resources: [resource('aws_api_gateway_stage', { invoke_url: 'https://x/dev' })],
    },
  },
];
const webhook = { repository: 'example-org/orders', url: 'https://hooks/1', events: ['push'] };

describe('the summary of a deployment', () => {
  test('is a table of stacks with resources and seconds, and what a person looks for', () => {
    expect(renderSummary(deployed, [webhook])).toBe(`┌─────────────┬───────────┬─────────┐
│ Stack       │ Resources │ Seconds │
├─────────────┼───────────┼─────────┤
│ dev-network │         2 │      61 │
│ dev-gateway │         1 │         │
│ 2 stacks    │         3 │         │
└─────────────┴───────────┴─────────┘

APIs:
  dev-gateway: https://x/dev

Load balancers:
  dev-network: shop-dev

Image repositories:
  none

Pipelines:
  none

Webhooks registered at GitHub:
  example-org/orders: push -> https://hooks/1`);
  });
});
