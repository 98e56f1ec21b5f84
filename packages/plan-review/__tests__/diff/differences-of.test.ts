import * as fc from 'fast-check';
import { differencesOf } from 'plan-review/diff/differences-of';
import { differsOf, KNOWN_TYPES } from 'plan-review/diff/differs';
import { areEqual } from 'plan-review/plan/equality';
import type { ResourceChange } from 'plan-review/plan/plan';
import { Sensitive, UNKNOWN, type Value, type ValueObject } from 'plan-review/plan/value';
import { linesOf } from '../helpers/difference-lines';
import { changeOf } from '../helpers/review-change';

const instance = (before: ValueObject | null, after: ValueObject | null, overrides: Partial<ResourceChange> = {}) =>
  linesOf(changeOf('aws_instance', before, after, overrides));

describe('attributes', () => {
  const cases: [string, Value, Value, string[]][] = [
    ['a value', 'a', 'b', ['~ it: a → b']],
    ['a value that comes', null, 5, ['+ it: 5']],
    ['a value that goes', true, null, ['- it: true']],
    ['an empty text', '', 'b', ['~ it: "" → b']],
    ['what is not known yet', 'a', UNKNOWN, ['~ it: a → (known after apply)']],
    ['a secret', new Sensitive('1'), new Sensitive('2'), ['~ it: (sensitive), another one']],
    ['a secret that is none any more', new Sensitive('1'), 'a', ['~ it: (sensitive) → a']],
    ['a block', [{ path: '/a', port: 80 }], [{ path: '/b', port: 80 }], ['~ it.path: /a → /b']],
    ['a block that comes', [], [{ path: '/a', port: null }], ['+ it.path: /a']],
    ['a map', { a: '1', b: '2' }, { a: '1', c: '3' }, ['- it.b: 2', '+ it.c: 3']],
    ['a list of texts', ['a', 'b'], ['b', 'c'], ['- it: a', '+ it: c']],
    ['the order of a list', ['a', 'b'], ['b', 'a'], ['~ it: another order: [a, b] → [b, a]']],
    [
      'blocks with names',
      [
        { name: 'a', v: 1 },
        { name: 'b', v: 1 },
      ],
      [
        { name: 'b', v: 2 },
        { name: 'c', v: 3 },
      ],
      ['- it[a].name: a', '- it[a].v: 1', '~ it[b].v: 1 → 2', '+ it[c].name: c', '+ it[c].v: 3'],
    ],
    ['blocks without names', [{ v: 1 }, { v: 2 }], [{ v: 2 }, { v: 3 }], ['- it: {v: 1}', '+ it: {v: 3}']],
    ['a JSON text', '{"a":{"b":[1]},"c":2}', '{"c":2,"a":{"b":[1,2]}}', ['+ it.a.b: 2']],
    [
      'a JSON text that only looks otherwise',
      '{"a":1,"b":2}',
      '{ "b": 2, "a": 1 }',
      ['~ it: JSON, only written differently'],
    ],
    ['JSON in JSON', '{"a":"{\\"b\\":1}"}', '{"a":"{\\"b\\":2}"}', ['~ it.a.b: 1 → 2']],
    [
      'a text of several lines',
      'a\nb\nc\nd\ne\nf\n',
      'a\nb\nc\nd\nE\nf\n',
      ['  it:', '  c', '  d', '- e', '+ E', '  f'],
    ],
    ['line breaks in what is shown', 'a', 'b\u2028c\u0007', ['~ it: a → b\\u2028c\\u0007']],
  ];
  it.each(cases)('show %s', (_, before, after, lines) => {
    expect(instance({ it: before }, { it: after })).toEqual(lines);
  });

  it('show of long texts where they differ', () => {
    const [head, tail] = ['h'.repeat(500), 't'.repeat(500)];
    const [shown] = instance({ it: `${head}old${tail}` }, { it: `${head}new${tail}` });
    expect(shown).toBe(`~ it: …${'h'.repeat(20)}old${'t'.repeat(20)}… → …${'h'.repeat(20)}new${'t'.repeat(20)}…`);
  });

  it('are shortened with their length', () => {
    expect(instance({ it: null }, { it: 'x'.repeat(1000) })).toEqual([
      `+ it: ${'x'.repeat(60)}… (1000 characters) …${'x'.repeat(60)}`,
    ]);
  });
});

describe('a new resource', () => {
  it('shows what is set, its name first and its tags last', () => {
    const after: ValueObject = {
      tags: { a: '1' },
      cpu: 256,
      force: false,
      nothing: null,
      list: [],
      arn: UNKNOWN,
      tags_all: { a: '1' },
      name: 'n',
    };
    expect(instance(null, after)).toEqual(['+ name: n', '+ cpu: 256', '+ tags.a: 1']);
  });
});

describe('a destroyed resource', () => {
  it('is shown by its name', () => {
    expect(instance({ name: 'n', id: 'i', cpu: 256 }, null)).toEqual(['- name: n']);
  });
});

describe('a replaced resource', () => {
  it('shows first what forces it, and last what follows from it', () => {
    const [before, after]: ValueObject[] = [
      { arn: 'a', id: 'i', cpu: 1, name: 'old', zone: 'a' },
      { arn: UNKNOWN, id: UNKNOWN, cpu: 2, name: 'new', zone: UNKNOWN },
    ];
    expect(instance(before ?? null, after ?? null, { action: 'replace', replacePaths: [['name']] })).toEqual([
      '~ name: old → new (forces a replacement)',
      '~ cpu: 1 → 2',
      '  known after apply: arn, id, zone',
    ]);
  });
});

describe('an empty attribute that is added', () => {
  it('has no line if other attributes change', () => {
    const [before, after] = [
      { it: [{ a: 1, b: null }], list: null },
      { it: [{ a: 2, b: '' }], list: [] },
    ];
    expect(instance(before, after)).toEqual(['~ it.a: 1 → 2']);
  });

  it('has a line if nothing else changes', () => {
    expect(instance({ it: null }, { it: '' })).toEqual(['+ it: ""']);
  });
});

describe('tags', () => {
  it('are shown once', () => {
    const [before, after] = [{ a: '1' }, { a: '2' }];
    expect(
      instance({ tags: before, tags_all: { ...before, d: '0' } }, { tags: after, tags_all: { ...after, d: '0' } }),
    ).toEqual(['~ tags.a: 1 → 2']);
  });

  it('of the provider are shown, too', () => {
    expect(instance({ tags: null, tags_all: { d: '0' } }, { tags: null, tags_all: { d: '1' } })).toEqual([
      '~ tags_all.d: 0 → 1',
    ]);
  });
});

describe('any change of any resource', () => {
  const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(
        fc.string(),
        fc.string({ unit: 'binary' }),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.constant(UNKNOWN),
      ),
      fc.constantFrom(
        '{"Statement":[{"Effect":"Allow"}]}',
        '{}',
        '[',
        'a\nb',
        '[{"name":"a"}]',
        'version: 0.2\nphases: 1',
      ),
      fc.json(),
      fc.string().map((text) => new Sensitive(text)),
      fc.array(tie('value')),
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('name', '__proto__', 'constructor')), tie('value')),
    ),
  }));
  const types = [...KNOWN_TYPES, 'aws_other'];
  const anyChange = fc.constantFrom(...types).chain((type) => {
    const attributes = [...differsOf(type).flatMap((differ) => differ.attributes), 'other'];
    const anyObject = fc.dictionary(fc.constantFrom(...attributes), anyValue);
    return fc.record({ type: fc.constant(type), before: anyObject, after: anyObject });
  });

  it('is shown in at least one line, without line breaks, and nothing throws', () => {
    fc.assert(
      fc.property(anyChange, ({ type, before, after }) => {
        const lines = differencesOf(changeOf(type, before, after)).flatMap((each) => each.lines);
        expect(lines.length > 0 || areEqual(before, after)).toBe(true);
        expect(lines.filter(({ text }) => /[\n\r\u2028\u2029\u0085]/.test(text))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('is explained in the terms of its type without a throw', () => {
    fc.assert(
      fc.property(anyChange, ({ type, before, after }) => {
        for (const { differencesOf: tell } of differsOf(type)) tell(before, after, { type, others: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('does not throw where a resource is created or destroyed', () => {
    fc.assert(
      fc.property(anyChange, ({ type, before, after }) => {
        differencesOf(changeOf(type, null, after));
        differencesOf(changeOf(type, before, null));
      }),
      { numRuns: 200 },
    );
  });

  it('is shown even if it is too deep to be compared', () => {
    const deep = (end: string) => `${'['.repeat(20_000)}"${end}"${']'.repeat(20_000)}`;
    expect(instance({ it: deep('a') }, { it: deep('b') })).toHaveLength(1);
  });
});
