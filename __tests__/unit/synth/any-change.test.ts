/**
 * Any change of the stacks of a platform, at any time, is in the files as cdktf has it there, or it is refused. None is
 * left out without a word.
 */
import type { IConstruct } from 'constructs';
import fc from 'fast-check';
import { resolvePlatform } from '../../../config/resolve';
import type { Platform } from '../../../config/types';
import { addDeliverySystem } from '../../../stacks/delivery-system';
import type { BuildApp, Synthesis } from '../../../synth/synthesize-app';
import { apply, arbitraryChanges, kindsOfChanges, type ArbitraryChange } from '../../helpers/arbitrary-changes';
import { arbitraryPlatform } from '../../helpers/arbitrary-platform';
import { filesOf } from '../../helpers/both-syntheses';
import { config } from '../../helpers/config';

/** When changes are made, and whether stacks are written as soon as they are there. */
interface Moment {
  readonly when: 'in customize' | 'after all stacks';
  readonly finish: boolean;
}

const buildOf =
  (platform: Platform, changes: readonly ArbitraryChange[], { when, finish: finishes }: Moment): BuildApp =>
  (app, finish) => {
    const stacks: (readonly IConstruct[])[] = [];
    addDeliverySystem(app, platform, {
      customize: (stack) => {
        stacks.push(stack.node.findAll());
        if (when === 'in customize') apply(changes[stacks.length % changes.length] ?? fail(), stack.node.findAll());
      },
      ...(finishes && { finish }),
    });
    if (when === 'in customize') return;
    for (const change of changes) apply(change, stacks[change.stack % stacks.length] ?? []);
  };

function fail(): never {
  throw new Error('there is no change');
}

/** What is written, or the error. */
function outcomeOf(synthesis: Synthesis, build: BuildApp): unknown {
  try {
    return filesOf(synthesis, build);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message.replaceAll(/TOKEN\.\d+/g, 'TOKEN')}` : error;
  }
}

/** Asserts that each change is taken as cdktf takes it. @returns the outcome */
function expectTaken(platform: Platform, changes: readonly ArbitraryChange[], moment: Moment): unknown {
  const build = buildOf(platform, changes, moment);
  // Both from the same line: annotations hold stack traces.
  const [stock, fast] = (['stock', 'fast'] as const).map((synthesis) => outcomeOf(synthesis, build));
  expect(fast).toEqual(stock);
  return stock;
}

const small = resolvePlatform(config());
const kinds = Object.keys(kindsOfChanges) as (keyof typeof kindsOfChanges)[];

/** At a stack itself, and at constructs in stacks. */
const changesOf = (kind: keyof typeof kindsOfChanges): ArbitraryChange[] =>
  [0, 1, 7, 23].map((construct, index) => ({ kind, stack: index + 1, construct, number: index + 1 }));

describe.each(kinds)('%s', (kind) => {
  it('is written as cdktf writes it if it is made in customize', () => {
    const changed = expectTaken(small, changesOf(kind), { when: 'in customize', finish: true });
    // Neither can be seen in files.
    if (kind !== 'metadata' && kind !== 'validation') expect(changed).not.toEqual(unchanged);
  });

  it('is refused after the stack is finished', () => {
    const build = buildOf(small, changesOf(kind), { when: 'after all stacks', finish: true });
    expect(outcomeOf('fast', build)).toMatch(/^ChangeOfFinishedStack: The stack [a-z-]+ is finished/);
  });
});

const unchanged = outcomeOf('fast', (app) => {
  addDeliverySystem(app, small);
});

test('any changes of any platform are written as cdktf writes them, or refused with the name of the stack', () => {
  const property = fc.property(arbitraryPlatform, arbitraryChanges, fc.boolean(), (input, changes, late) => {
    const platform = resolvePlatform(input);
    if (!late) {
      expectTaken(platform, changes, { when: 'in customize', finish: true });
      return;
    }
    const taken = expectTaken(platform, changes, { when: 'after all stacks', finish: false });
    const finished = outcomeOf('fast', buildOf(platform, changes, { when: 'after all stacks', finish: true }));
    const isRefused = typeof finished === 'string' && finished.startsWith('ChangeOfFinishedStack: The stack ');
    if (!isRefused) expect(finished).toEqual(taken);
  });
  fc.assert(property, { numRuns: 4 });
});
