/** The examples of docs/customizing.md, as they are written there. */
import { readFileSync } from 'node:fs';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Testing } from 'cdktf';
import { Construct } from 'constructs';
import type { Platform } from '../../../config/types';
import { addDeliverySystem, type DeliveryStack } from '../../../stacks/delivery-system';
import { customize as addCostTags } from '../../fixtures/customizing/cost-tags';
import { customize as keepIdleConnections } from '../../fixtures/customizing/idle-timeout';
import { customize as watchResponses } from '../../fixtures/customizing/slow-responses';
import { filesOf, type WrittenFiles } from '../../helpers/both-syntheses';
import { testPlatform } from '../../helpers/test-platform';

const page = readFileSync('docs/customizing.md', 'utf8');
const platform: Platform = testPlatform();

/** What is written with a change: the same by cdktf. */
function filesWith(customize?: (stack: DeliveryStack) => void): WrittenFiles {
  const [stock = {}, fast = {}] = (['stock', 'fast'] as const).map((synthesis) =>
    filesOf(synthesis, (app, finish) => {
      addDeliverySystem(app, platform, { customize, finish });
    }),
  );
  expect(fast).toEqual(stock);
  return fast;
}

const plain = filesWith();

/** The stacks that a change changes. */
function changedBy(files: WrittenFiles): string[] {
  return Object.keys(files).flatMap((path) => (files[path] === plain[path] ? [] : [path.split('/')[1] ?? path]));
}

const textOf = (files: WrittenFiles, stack: string): string => files[`stacks/${stack}/cdk.tf.json`] ?? '';

describe('the examples of the page', () => {
  it.each(['cost-tags', 'idle-timeout', 'slow-responses'])('hold %s, which is tested here', (name) => {
    const example = readFileSync(`__tests__/fixtures/customizing/${name}.ts`, 'utf8');
    expect(page).toContain(`\`\`\`ts\n${example}\`\`\``);
  });

  it('give every resource with tags the tag of its service', () => {
    const files = filesWith(addCostTags);
    expect(textOf(files, 'dev-orders')).toContain('"cost-center": "orders"');
    expect(textOf(files, 'dev-network')).toContain('"cost-center": "shared"');
    expect(textOf(files, 'dev-network')).toMatch(/"tags": \{\s+"Name": "[^"]+",\s+"cost-center": "shared"\s+\}/);
  });

  it('change the load balancer of prod and nothing else', () => {
    const files = filesWith(keepIdleConnections);
    expect(changedBy(files)).toEqual(['prod-network']);
    expect(textOf(files, 'prod-network')).toContain('"idle_timeout": 120');
  });

  it('add an alarm to each service, on its own target group', () => {
    const files = filesWith(watchResponses);
    const services = platform.services.flatMap(({ name }) =>
      platform.environments.map((each) => `${each.name}-${name}`),
    );
    expect(changedBy(files).toSorted()).toEqual(services.toSorted());
    expect(textOf(files, 'dev-orders')).toHaveResourceWithProperties(CloudwatchMetricAlarm, {
      alarm_name: `${platform.name}-dev-orders-slow-responses`,
      dimensions: {
        LoadBalancer: '${data.terraform_remote_state.dev-network-state.outputs.load_balancer_arn_suffix}',
        TargetGroup: '${aws_lb_target_group.target_6CA47DFC.arn_suffix}',
      },
    });
  });
});

test('the page lists the fields of every stack', () => {
  const stacks: DeliveryStack[] = [];
  addDeliverySystem(Testing.app(), platform, { customize: (stack) => stacks.push(stack) });
  expect(new Set(stacks.map(({ type }) => type)).size).toBe(7);
  for (const stack of stacks) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${stack.type}\` |`)) ?? '';
    const constructs = Object.entries(stack).filter(([, value]) => value instanceof Construct);
    expect(constructs.map(([field]) => field).filter((field) => !row.includes(`\`${field}\``))).toEqual([]);
  }
});
