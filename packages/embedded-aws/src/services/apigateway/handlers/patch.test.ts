import { patch } from './patch';

const SHAPES = {
  name: 'text',
  ttl: 'number',
  enabled: 'boolean',
  types: 'list',
  templates: { map: 'text' },
  settings: { members: { format: 'text', kinds: 'list' } },
} as const;

function change(before: object, op: string, path: string, value = ''): unknown {
  return patch({ ...before }, [{ op, path, value }], SHAPES);
}

test('replacing a text, a number or a boolean sets it', () => {
  expect(change({ name: 'a' }, 'replace', '/name', 'b')).toEqual({ name: 'b' });
  expect(change({}, 'replace', '/ttl', '60')).toEqual({ ttl: 60 });
  expect(change({ enabled: false }, 'replace', '/enabled', 'True')).toEqual({ enabled: true });
});

test('replacing a text with nothing, or removing it, takes it away', () => {
  expect(change({ name: 'a' }, 'replace', '/name', '')).toEqual({ name: null });
  expect(change({ name: 'a' }, 'remove', '/name')).toEqual({ name: null });
});

test('a member of a list is added by name in the path or in the value, once', () => {
  expect(change({ types: ['a'] }, 'add', '/types/image~1png')).toEqual({ types: ['a', 'image/png'] });
  expect(change({}, 'add', '/types', 'b')).toEqual({ types: ['b'] });
  expect(change({ types: ['a'] }, 'add', '/types', 'a')).toEqual({ types: ['a'] });
});

test('a member of a list is removed, all of them are, and one is replaced by name or position', () => {
  expect(change({ types: ['a', 'b'] }, 'remove', '/types/a')).toEqual({ types: ['b'] });
  expect(change({ types: ['a', 'b'] }, 'remove', '/types', 'b')).toEqual({ types: ['a'] });
  expect(change({ types: ['a', 'b'] }, 'remove', '/types')).toEqual({ types: [] });
  expect(change({ types: ['a', 'b'] }, 'replace', '/types/a', 'c')).toEqual({ types: ['c', 'b'] });
  expect(change({ types: ['a', 'b'] }, 'replace', '/types/1', 'c')).toEqual({ types: ['a', 'c'] });
  expect(change({ types: ['a', 'b'] }, 'replace', '/types', 'c')).toEqual({ types: ['c'] });
});

test('entries of a map are added, replaced and removed; slashes and tildes in their names are escaped', () => {
  expect(change({}, 'add', '/templates/application~1json', 'x')).toEqual({ templates: { 'application/json': 'x' } });
  expect(change({ templates: { a: '1' } }, 'replace', '/templates/a', '2')).toEqual({ templates: { a: '2' } });
  expect(change({ templates: { 'a~/': '1', b: '2' } }, 'remove', '/templates/a~0~1')).toEqual({
    templates: { b: '2' },
  });
});

test('members of a member are patched, and the whole can be removed', () => {
  expect(change({ settings: { kinds: ['a'] } }, 'replace', '/settings/format', 'x')).toEqual({
    settings: { kinds: ['a'], format: 'x' },
  });
  expect(change({ settings: { format: 'x' } }, 'remove', '/settings')).toEqual({ settings: null });
});

test('operations apply in their order and leave the resource they are given as it is', () => {
  const before = Object.freeze({ types: Object.freeze(['a']) });
  const operations = [
    { op: 'remove', path: '/types/a', value: '' },
    { op: 'add', path: '/types/b', value: '' },
  ];
  expect(patch(before, operations, SHAPES)).toEqual({ types: ['b'] });
  expect(before).toEqual({ types: ['a'] });
});

test.each([
  ['replace', '/unknown'],
  ['replace', '/settings/unknown'],
  ['replace', '/name/inner'],
  ['replace', '/settings'],
  ['replace', ''],
  ['copy', '/name'],
  ['move', '/types/a'],
])('%s "%s" is refused', (op, path) => {
  expect(() => change({}, op, path, 'x')).toThrow(`Invalid patch path '${path}' specified for op '${op}'`);
});
