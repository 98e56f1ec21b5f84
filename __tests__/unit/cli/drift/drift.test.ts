import { driftOf } from '../../../../cli/drift/drift';
import { waitingFor } from '../../../../cli/drift/find-drift';
import { driftMarkdown } from '../../../../cli/drift/markdown';
import { readPlan } from 'plan-review/plan/read-plan';
import { readingStack } from '../../../helpers/reading-stack';

/** A change as `terraform show -json` has it. */
function change(type: string, before: object | null, after: object | null, actions: readonly string[]): object {
  return {
    address: `${type}.it`,
    mode: 'managed',
    type,
    name: 'it',
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: { actions, before, after, after_unknown: {}, before_sensitive: {}, after_sensitive: {} },
  };
}

function drift(drifted: readonly object[], changes: readonly object[]): ReturnType<typeof driftOf> {
  const json = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_drift: drifted,
    resource_changes: changes,
  };
  return driftOf('dev-hello', readPlan(json));
}

const byHand = change('aws_ecs_cluster', { name: 'a', tags: {} }, { name: 'a', tags: { by: 'hand' } }, ['update']);
const back = change('aws_ecs_cluster', { name: 'a', tags: { by: 'hand' } }, { name: 'a', tags: {} }, ['update']);

describe('drift', () => {
  it('is a change outside Terraform that a deployment would revert', () => {
    expect(drift([byHand], [back])).toEqual({
      stack: 'dev-hello',
      drifted: [{ address: 'aws_ecs_cluster.it', action: 'update', attributes: ['tags.by'] }],
      undeployed: [],
    });
  });

  it('is a resource that was deleted outside Terraform', () => {
    const gone = change('aws_lb', { name: 'a' }, null, ['delete']);
    const again = change('aws_lb', null, { name: 'a' }, ['create']);
    expect(drift([gone], [again]).drifted).toEqual([{ address: 'aws_lb.it', action: 'create', attributes: [] }]);
  });

  it('does not include changes by the pipeline and by auto scaling', () => {
    const delivered = change('aws_ssm_parameter', { value: 'hello:1' }, { value: 'hello:2' }, ['update']);
    const scaled = change('aws_ecs_service', { desired_count: 1 }, { desired_count: 4 }, ['update']);
    const stays = change('aws_ecs_service', { desired_count: 4 }, { desired_count: 4 }, ['no-op']);
    expect(drift([delivered, scaled], [stays])).toEqual({ stack: 'dev-hello', drifted: [], undeployed: [] });
  });

  it('does not include changes of the code that are not deployed yet', () => {
    expect(drift([], [back])).toMatchObject({ drifted: [], undeployed: [{ address: 'aws_ecs_cluster.it' }] });
  });
});

describe('a stack', () => {
  const reading = readingStack('prod-gateway', 'prod-orders', {
    name: '${data.terraform_remote_state.prod-orders-state.outputs.a}',
  });

  it('cannot be compared while one that it reads from is not deployed, e.g. of a new service', () => {
    expect(waitingFor([reading], new Set(['prod-orders']))).toEqual([
      { stack: 'prod-gateway', missing: ['prod-orders'] },
    ]);
  });

  it('is compared once they all are', () => {
    expect(waitingFor([reading], new Set(['prod-carts']))).toEqual([]);
  });
});

describe('the report', () => {
  const clean = { stack: 'dev-cluster', drifted: [], undeployed: [] };

  it('says that there is none', () => {
    expect(driftMarkdown([clean])).toBe('# No drift\n\n1 deployed stacks were compared with the code.\n');
  });

  it('says what could not be compared, and why', () => {
    expect(driftMarkdown([clean], [{ stack: 'prod-gateway', missing: ['prod-orders'] }])).toBe(
      '# No drift\n\n1 deployed stacks were compared with the code.\n\n' +
        '## Not compared, since stacks that they read from are not deployed yet\n\n' +
        '- prod-gateway reads from prod-orders\n',
    );
  });

  it('lists changes outside Terraform separately from changes that are not deployed, without values', () => {
    const both = {
      ...drift([byHand], [back]),
      undeployed: [{ address: 'aws_lb.it', action: 'replace' as const, attributes: ['name'] }],
    };
    const report = driftMarkdown([clean, both]);
    expect(report).toMatch(/^# Drift in dev-hello\n/);
    expect(report).toContain('## Changed outside Terraform\n\n- dev-hello: `aws_ecs_cluster.it` differs: `tags.by`\n');
    expect(report).toContain('`npm run deploy -- dev-hello`');
    expect(report).toContain(
      '## In the code, not deployed\n\n- dev-hello: `aws_lb.it` differs, and would be replaced: `name`\n',
    );
    expect(report).not.toContain('hand');
  });

  it('shows untrusted names as plain text: they format, link and notify nothing', () => {
    const deviation = {
      address: 'aws_lb.a["`@org/team`"]',
      action: 'update' as const,
      attributes: ['tags.`<img>\n# @org'],
    };
    const report = driftMarkdown([{ stack: 'dev-hello', drifted: [deviation], undeployed: [] }]);
    expect(report).toContain('- dev-hello: ``aws_lb.a["`@org/team`"]`` differs: ``tags.`<img> # @org``\n');
  });

  it('stays short enough for an issue with any number of attributes per difference', () => {
    const attributes = Array.from({ length: 50 }, (_, index) => `tags.${'ü'.repeat(200)}${index}`);
    const many = Array.from({ length: 2 }, (_, index) => ({
      address: `aws_ssm_parameter.it["${'ü'.repeat(500)}${index}"]`,
      action: 'update' as const,
      attributes,
    }));
    const stacks = Array.from({ length: 1000 }, (_, index) => ({
      ...{ stack: `dev-service-with-a-long-name-${index}`, drifted: many, undeployed: many },
    }));
    const report = driftMarkdown(stacks);
    expect(Buffer.byteLength(report)).toBeLessThan(65_000);
    expect(report).toMatch(/- and \d+ more/);
  });

  it('stays short enough for an issue', () => {
    const many = Array.from({ length: 500 }, (_, index) => ({
      address: `aws_cloudwatch_log_group.group-with-a-long-name-${index}`,
      action: 'update' as const,
      attributes: ['retention_in_days'],
    }));
    const report = driftMarkdown([{ stack: 'dev-hello', drifted: many, undeployed: [] }]);
    expect(report.length).toBeLessThan(65_536);
    expect(report).toContain('- and 300 more');
  });
});
