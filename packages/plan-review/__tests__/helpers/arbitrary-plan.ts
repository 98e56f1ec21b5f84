import fc from 'fast-check';
import { changeJson, planJson, resourceJson } from './plan-json';

/** A value with its marks as Terraform writes them. */
interface Marked {
  readonly value: unknown;
  readonly marks: unknown;
}

/** Plans with secrets at any depth, marked; and the same secrets within other texts, not marked. */
export function arbitraryPlan(): fc.Arbitrary<object> {
  return fc
    .array(arbitrarySecret, { minLength: 1, maxLength: 3 })
    .chain((secrets) =>
      fc.record({
        resource_changes: fc.array(arbitraryResource(secrets), { maxLength: 3 }),
        resource_drift: fc.array(arbitraryResource(secrets), { maxLength: 2 }),
        output_changes: fc.dictionary(arbitraryName, arbitraryOutput(secrets), { maxKeys: 3 }),
        // Each secret is marked once, also if other values hold it too.
        keeper: fc.constant(keeperOf(secrets)),
      }),
    )
    .map(({ keeper, resource_changes, ...rest }) =>
      planJson({ ...rest, resource_changes: [...resource_changes, keeper] }),
    );
}

/** How every secret begins, and nothing else. */
export const SECRET_START = '§sec§';

/** Characters that some encodings change. */
const characters = fc.constantFrom('a', 'b', ' ', '"', '\\', '<', '&', '\n', '/', '+', '=', 'é', '😀');

const arbitrarySecret = fc
  .array(characters, { minLength: 4, maxLength: 12 })
  .map((text) => SECRET_START + text.join(''));

const arbitraryName = fc.constantFrom('name', 'rule', 'tags', 'policy', 'labels');

/** A resource that does not change and has every secret. */
function keeperOf(secrets: readonly string[]): object {
  const change = { after: { keys: secrets }, after_sensitive: { keys: true } };
  return resourceJson({ change: changeJson({ actions: ['no-op'], ...change }) });
}

function arbitraryResource(secrets: readonly string[]): fc.Arbitrary<object> {
  const side = fc.dictionary(arbitraryName, arbitraryMarked(secrets), { maxKeys: 4 }).map(membersOf);
  return fc
    .record({
      before: side,
      after: side,
      actions: fc.constantFrom(['create'], ['update'], ['delete', 'create'], ['delete']),
      importing: fc.option(fc.record({ id: arbitraryText(secrets) })),
      path: fc.array(arbitraryText(secrets), { minLength: 1, maxLength: 2 }),
    })
    .map(({ before, after, actions, importing, path }) =>
      resourceJson({
        change: changeJson({
          actions,
          importing,
          before: before.value,
          before_sensitive: before.marks,
          after: after.value,
          after_sensitive: after.marks,
          replace_paths: [['attribute', ...path]],
        }),
      }),
    );
}

function arbitraryOutput(secrets: readonly string[]): fc.Arbitrary<object> {
  return fc.tuple(arbitraryMarked(secrets), arbitraryMarked(secrets)).map(([before, after]) => ({
    actions: ['update'],
    before: before.value,
    before_sensitive: before.marks,
    after: after.value,
    after_sensitive: after.marks,
    after_unknown: false,
  }));
}

function arbitraryMarked(secrets: readonly string[]): fc.Arbitrary<Marked> {
  const { value } = fc.letrec<{ value: Marked }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(...secrets).map((secret) => ({ value: secret, marks: true })),
      fc.constantFrom(...secrets).map((secret) => ({ value: { deep: [secret] }, marks: true })),
      arbitraryText(secrets).map((text) => ({ value: text, marks: false })),
      fc.integer().map((number) => ({ value: number, marks: false })),
      fc.array(tie('value'), { maxLength: 3 }).map(elementsOf),
      fc.dictionary(arbitraryText(secrets), tie('value'), { maxKeys: 3 }).map(membersOf),
    ),
  }));
  return value;
}

/** Text in which a secret may be, in one way or another. */
function arbitraryText(secrets: readonly string[]): fc.Arbitrary<string> {
  const embedded = fc
    .constantFrom(...secrets)
    .chain((secret) =>
      fc.constantFrom(
        `key=${secret};`,
        JSON.stringify({ Statement: [{ Sid: secret }] }),
        JSON.stringify({ policy: JSON.stringify(secret) }),
      ),
    );
  return fc.oneof(fc.string(), embedded);
}

function elementsOf(elements: readonly Marked[]): Marked {
  return { value: elements.map(({ value }) => value), marks: elements.map(({ marks }) => marks) };
}

function membersOf(members: Readonly<Record<string, Marked>>): Marked {
  const entries = Object.entries(members);
  return {
    value: Object.fromEntries(entries.map(([key, { value }]) => [key, value])),
    marks: Object.fromEntries(entries.map(([key, { marks }]) => [key, marks])),
  };
}
