import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { platformJsonSchema } from '../../../config/json-schema';
import { arbitraryPlatform } from '../../helpers/arbitrary-platform';
import { config, withEnvironment, withService } from '../../helpers/config';

const root = resolve(__dirname, '../../..');
const isValid = new Ajv2020().compile(platformJsonSchema());

describe('the JSON Schema of the config', () => {
  it('is the committed file', () => {
    const committed = JSON.parse(readFileSync(resolve(root, 'config/platform.schema.json'), 'utf8')) as unknown;
    expect(committed).toEqual(platformJsonSchema());
  });

  it('is of draft 2020-12', () => {
    expect(platformJsonSchema()).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
  });

  it('describes every option', () => {
    expect(undescribed(platformJsonSchema())).toEqual([]);
  });

  it('names the defaults', () => {
    const text = JSON.stringify(platformJsonSchema());
    expect(text).toContain('"description":"Target CPU utilization in percent.","default":60');
    expect(text).toContain('"description":"The branch whose pushes are delivered.","default":"main"');
  });

  it('takes every valid config', () => {
    fc.assert(
      fc.property(arbitraryPlatform, (input) => {
        expect({ valid: isValid(input), errors: isValid.errors }).toEqual({ valid: true, errors: null });
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['the smallest config', config()],
    ['a config that names its schema', config({ $schema: './platform.schema.json' })],
    ['a pair of cpu and memory', withService({ cpu: 256, memory: 512 })],
    ['cpu alone in an override', withService({ environments: { dev: { cpu: 256 } } })],
  ])('takes %s', (_case, input) => {
    expect(isValid(input)).toBe(true);
  });

  it.each([
    ['a missing option', withService({ repository: undefined })],
    ['an unknown option', withService({ cpuu: 256 })],
    ['an option that is not available yet', withEnvironment({ domain: {} })],
    ['no environment', config({ environments: {} })],
    ['no service', config({ services: {} })],
    ['the name of an environment with a hyphen', config({ environments: { 'pre-prod': {} } })],
    ['the name of a service in capitals', config({ services: { Hello: { repository: 'x' } } })],
    ['the name of a variable with a hyphen', withService({ variables: { 'A-B': 'x' } })],
    ['a number out of its range', withService({ port: 0 })],
    ['a secret in plain text', withService({ secrets: { A: 'x' } })],
    ['a pair that Fargate does not offer', withService({ cpu: 256, memory: 8192 })],
    ['such a pair in an override', withService({ environments: { dev: { cpu: 256, memory: 8192 } } })],
    ['cpu without memory', withService({ cpu: 512 })],
    ['memory without cpu', withService({ memory: 1024 })],
    ['too many tags', config({ tags: Object.fromEntries(Array.from({ length: 46 }, (_, n) => [`t${n}`, ''])) })],
  ])('refuses %s', (_case, input) => {
    expect(isValid(JSON.parse(JSON.stringify(input)))).toBe(false);
  });
});

/** The paths of properties, and of the values of records and lists, that have no description. */
function undescribed(schema: unknown, path = ''): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, additionalProperties, items } = schema as Record<string, object | undefined>;
  const children: readonly (readonly [string, unknown])[] = [
    ...Object.entries(properties),
    ['*', additionalProperties],
    ['[]', items],
  ];
  const named = children.filter(([, child]) => typeof child === 'object');
  return named.flatMap(([name, child]) => [
    ...('description' in (child as object) ? [] : [`${path}/${name}`]),
    ...undescribed(child, `${path}/${name}`),
  ]);
}
