import Table from 'cli-table3';
import type { Stack } from '../stacks/manifest';
import type { State } from '../state/state';

/** One deployed stack, for the summary. */
export interface DeployedStack {
  readonly stack: Stack;
  readonly state: State;
  /** @default it was not deployed in this run */
  readonly seconds?: number | undefined;
}

/** A webhook that is registered at GitHub. */
export interface RegisteredWebhook {
  readonly repository: string;
  readonly url: string;
  readonly events: readonly string[];
}

/** What a person wants to know after a deployment. @returns several lines without an end of line */
export function renderSummary(deployed: readonly DeployedStack[], webhooks: readonly RegisteredWebhook[]): string {
  return [
    stackTable(deployed),
    section('APIs', attributes(deployed, 'aws_api_gateway_stage', 'invoke_url')),
    section('Load balancers', attributes(deployed, 'aws_lb', 'name')),
    section('Image repositories', attributes(deployed, 'aws_ecr_repository', 'repository_url')),
    section('Pipelines', attributes(deployed, 'aws_codepipeline', 'name')),
    section(
      'Webhooks registered at GitHub',
      webhooks.map(({ repository, url, events }) => `${repository}: ${events.join(', ')} -> ${url}`),
    ),
  ].join('\n\n');
}

function stackTable(deployed: readonly DeployedStack[]): string {
  const table = new Table({
    head: ['Stack', 'Resources', 'Seconds'],
    colAligns: ['left', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  table.push(...deployed.map(({ stack, state, seconds }) => [stack.name, state.resources.length, seconds ?? '']));
  const total = deployed.reduce((sum, { state }) => sum + state.resources.length, 0);
  table.push([`${deployed.length} stacks`, total, '']);
  return table.toString();
}

function section(title: string, lines: readonly string[]): string {
  return [`${title}:`, ...(lines.length === 0 ? ['none'] : lines).map((line) => `  ${line}`)].join('\n');
}

/** One attribute of every resource of a type, with the stack that it is part of. */
function attributes(deployed: readonly DeployedStack[], type: string, attribute: string): string[] {
  return deployed.flatMap(({ stack, state }) =>
    state.resources
      .filter((resource) => resource.type === type)
      .map((resource) => `${stack.name}: ${String(resource.attributes[attribute])}`),
  );
}
