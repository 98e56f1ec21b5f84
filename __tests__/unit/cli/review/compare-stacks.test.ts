import { compareStackBytes, type StackSide } from '../../../../cli/review/compare-stacks';
import { downstreamStacks } from '../../../../cli/review/downstream-stacks';
import { cliStack } from '../../../helpers/cli-stack';
import { readingStack } from '../../../helpers/reading-stack';

/** Stacks by name, with what their JSON says. */
function side(json: Readonly<Record<string, string>>): StackSide {
  return {
    stacks: Object.keys(json).map((name) => cliStack(name)),
    bytes: new Map(Object.entries(json).map(([name, text]) => [name, Buffer.from(text)])),
  };
}

describe('the stacks that a change affects', () => {
  const { changed, removed, unchanged } = compareStackBytes(
    side({ same: 'a', other: 'a', gone: 'a', 'gone-too': 'a' }),
    side({ same: 'a', other: 'b', fresh: 'a' }),
  );

  it('are those with other bytes, and new ones, in deploy order', () => {
    expect(changed.map(({ name }) => name)).toEqual(['other', 'fresh']);
  });

  it('are removed ones, each before what it was deployed after', () => {
    expect(removed.map(({ name }) => name)).toEqual(['gone-too', 'gone']);
  });

  it('are none with the same bytes', () => {
    expect(unchanged.map(({ name }) => name)).toEqual(['same']);
  });
});

describe('stacks that follow a change', () => {
  const reader = readingStack('dev-hello', 'dev-network', {
    vpc: '${data.terraform_remote_state.dev-network-state.outputs.vpc_id}',
  });
  const change = { action: 'update', before: 'old', after: 'new' } as const;

  it('read an output that changes, and say which', () => {
    const outputs = new Map([['dev-network', [{ name: 'vpc_id', ...change }]]]);
    expect(downstreamStacks([reader], outputs)).toEqual([
      { stack: 'dev-hello', reason: 'reads vpc_id of dev-network, which changes' },
    ]);
  });

  it('are none that read other outputs, or of other stacks', () => {
    const outputs = new Map([
      ['dev-network', [{ name: 'zone_id', ...change }]],
      ['prod-network', [{ name: 'vpc_id', ...change }]],
    ]);
    expect(downstreamStacks([reader], outputs)).toEqual([]);
  });
});
