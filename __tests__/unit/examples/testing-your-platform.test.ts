import { ApiGatewayMethod } from '@cdktf/provider-aws/lib/api-gateway-method';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { Testing } from 'cdktf';
import 'cdktf/lib/testing/adapters/jest';
import { addDeliverySystem, loadPlatform } from 'fargate-delivery';

Testing.setupJest();

const platform = loadPlatform('platform.config.ts');

/** The Terraform JSON of every stack, by its id. */
const stacks: Record<string, string> = {};
addDeliverySystem(Testing.app(), platform, {
  finish: (stack) => {
    stacks[stack.node.id] = Testing.synth(stack);
  },
});

test('the load balancer of prod cannot be deleted by mistake', () => {
  expect(stacks['prod-network']).toHaveResourceWithProperties(Lb, { enable_deletion_protection: true });
});

test('every route of prod asks who calls', () => {
  expect(stacks['prod-gateway']).toHaveResource(ApiGatewayMethod);
  expect(stacks['prod-gateway']).not.toHaveResourceWithProperties(ApiGatewayMethod, { authorization: 'NONE' });
});

test('what people do in containers of prod is on record for a year', () => {
  expect(stacks['prod-cluster']).toHaveResourceWithProperties(CloudwatchLogGroup, {
    name: `/${platform.name}/prod/cluster/exec`,
    retention_in_days: 365,
  });
});

test('no service runs with a single task in prod', () => {
  const inProd = platform.services.flatMap(({ deployments }) =>
    deployments.filter(({ environment }) => environment === 'prod'),
  );
  expect(inProd.filter(({ tasks }) => tasks.max < 2)).toEqual([]);
});
