/**
 * One measurement in a process of its own: `synth-case.mjs <outdir> <output of ours>` has AWS CDK v2 synthesize the same
 * stacks with the same number of resources and the same attributes, each with a reference to the one before, and
 * prints what that cost as JSON.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { App, CfnResource, Stack } from 'aws-cdk-lib';

const [outdir = '', output = ''] = process.argv.slice(2);

const stacks = readdirSync(join(output, 'stacks')).map((id) => {
  const { resource = {} } = JSON.parse(readFileSync(join(output, 'stacks', id, 'cdk.tf.json'), 'utf8'));
  return { id, resources: Object.values(resource).flatMap((blocks) => Object.values(blocks)) };
});

const before = process.cpuUsage();
const startedMs = performance.now();
synthesize();
const wallSeconds = (performance.now() - startedMs) / 1000;
const { user, system } = process.cpuUsage(before);
const peakMemoryMiB = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ wallSeconds, cpuSeconds: (user + system) / 1e6, peakMemoryMiB }));

function synthesize() {
  const app = new App({
    outdir,
    analyticsReporting: false,
    // It validates templates of CloudFormation, for which cdktf has no counterpart.
    builtinCloudFormationValidation: false,
    // No limit of resources per stack: the API of many services has more.
    context: { '@aws-cdk/core:stackResourceLimit': 0 },
  });
  for (const { id, resources } of stacks) {
    const stack = new Stack(app, id);
    let previous;
    resources.forEach((properties, index) => {
      const type = 'Custom::Resource';
      const reference = previous === undefined ? {} : { previous: previous.ref };
      previous = new CfnResource(stack, `resource-${index}`, { type, properties: { ...properties, ...reference } });
    });
  }
  app.synth();
}
