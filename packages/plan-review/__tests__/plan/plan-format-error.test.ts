import fc from 'fast-check';
import { PlanFormatError } from 'plan-review/plan/plan-format-error';
import { readPlan } from 'plan-review/plan/read-plan';
import { arbitraryPlan } from '../helpers/arbitrary-plan';
import { changeJson, planJson, resourceJson } from '../helpers/plan-json';

/** What reading says to it; `undefined` if it can be read. @throws what is no PlanFormatError */
function refusalOf(json: unknown): PlanFormatError | undefined {
  try {
    readPlan(json);
    return undefined;
  } catch (error) {
    if (error instanceof PlanFormatError) return error;
    throw error;
  }
}

describe('what is not a plan', () => {
  it.each([
    [null, 'expected an object, found null'],
    ['{}', 'expected an object, found a string'],
    [[{}], 'expected an object, found a list'],
    [{ format_version: '1.2' }, 'it has none of planned_values, resource_changes, output_changes, configuration'],
    [{ format_version: '1.0', values: {} }, 'it is the state of a working directory, not a plan'],
  ])('is refused: %j', (json, problem) => {
    expect(refusalOf(json)).toMatchObject({
      message: `This is not a Terraform plan in JSON: ${problem}.`,
      hint: 'Make one with: terraform plan -out=plan.tfplan && terraform show -json plan.tfplan',
    });
  });
});

describe('a plan of another form', () => {
  it.each([
    [{ format_version: '2.0' }, 'format_version', 'found 2.0, known are 0.x and 1.x'],
    [{ resource_changes: 1 }, 'resource_changes', 'expected array, found number'],
    [{ resource_changes: [{}] }, 'resource_changes[0].type', 'expected string, found undefined'],
    [
      { resource_changes: [resourceJson({ change: changeJson({ before: [] }) })] },
      'resource_changes[0].change.before',
      'expected an object',
    ],
    [
      { output_changes: { url: { actions: ['delete', 'create'] } } },
      'output_changes.url.actions',
      'an output can be created, updated or deleted, found replace',
    ],
  ])('is refused with where and what: %j', (parts, where, problem) => {
    expect(refusalOf(planJson(parts))).toMatchObject({ where, problem });
  });

  it('is refused for an action that Terraform does not have, with those that it has', () => {
    const resource = resourceJson({ change: changeJson({ actions: ['explode'] }) });
    const data = resourceJson({ mode: 'ephemeral' });
    expect(refusalOf(planJson({ resource_changes: [data, resource] }))).toMatchObject({
      where: 'resource_changes[1].change.actions',
      problem: expect.stringMatching(
        /^found \[explode\], allowed are \[no-op\] \[create\] .* \[create,delete\]/,
      ) as unknown,
    });
  });
});

describe('any plan with a mistake in it', () => {
  it('is read, or refused with the path and the problem, and with no other error', () => {
    const seen = { read: 0, refused: 0 };
    fc.assert(
      fc.property(arbitraryPlan().chain(withMistake), (plan) => {
        const refusal = refusalOf(plan);
        seen[refusal === undefined ? 'read' : 'refused'] += 1;
        if (refusal !== undefined) expect(refusal.problem).not.toBe('');
      }),
      { numRuns: 300 },
    );
    expect(seen).toEqual({ read: expect.any(Number) as number, refused: expect.any(Number) as number });
    expect(Math.min(seen.read, seen.refused)).toBeGreaterThan(0);
  });
});

/** The plan with one of its values, at any depth, taken out or made another. */
function withMistake(plan: object): fc.Arbitrary<unknown> {
  const places = placesIn(plan);
  return fc
    .tuple(fc.constantFrom(...places), fc.oneof(fc.constant(undefined), fc.jsonValue({ maxDepth: 2 })))
    .map(([place, value]) => replaced(plan, place, value));
}

type Place = readonly (string | number)[];

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [[key], ...placesIn(part).map((place) => [key, ...place])]);
}

function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  const parts: readonly (readonly [string, unknown])[] = Object.entries(value as object);
  const changed = parts.flatMap(([name, part]): [string, unknown][] => {
    if (name !== key) return [[name, part]];
    const made = replaced(part, rest, by);
    return made === undefined ? [] : [[name, made]];
  });
  return Array.isArray(value) ? changed.map(([, part]) => part) : Object.fromEntries(changed);
}
