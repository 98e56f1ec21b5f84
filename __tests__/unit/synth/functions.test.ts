import { Fn, TerraformStack, type App } from 'cdktf';
import fc from 'fast-check';
import { AnyResource } from '../../helpers/any-resource';
import { expectSameFiles } from '../../helpers/both-syntheses';

/** Makes a value that may refer to a resource. */
type Make = (source: AnyResource) => string;

/** Texts with all that is special to cdktf, to Terraform and to JSON; cdktf refuses quotation marks of their own. */
const literal: fc.Arbitrary<Make> = fc
  .array(fc.constantFrom('a', 'é', ' ', '1e5', '$', '{', '}', '${x}', '%{', '\n', '\\"', ','), { maxLength: 4 })
  .map((pieces) => () => pieces.join(''));
const reference: fc.Arbitrary<Make> = fc
  .constantFrom('id', 'arn')
  .map((name) => (source) => source.getStringAttribute(name));

const join = (list: string[]): string => Fn.join('/', list);
const format = (list: string[]): string => String(Fn.format('%s', list));
const json = (list: string[]): string => Fn.jsonencode({ list, count: 1 });
const first = (list: string[]): string => String(Fn.element(list, 0));
const concatenation = (list: string[]): string => list.join('-');
const digest = ([only = '']: string[]): string => Fn.sha256(only);

const { value } = fc.letrec<{ value: Make; combined: Make }>((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, literal, reference, tie('combined')),
  combined: fc
    .tuple(
      fc.constantFrom(join, format, json, first, concatenation, digest),
      fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
    )
    .map(
      ([combine, makes]) =>
        (source) =>
          combine(makes.map((make) => make(source))),
    ),
}));

// cdktf warns of `${` in functions, in both syntheses.
beforeEach(() => jest.spyOn(console, 'warn').mockImplementation());
afterEach(() => jest.restoreAllMocks());

test('calls of functions with texts, references, lists and other calls are written as cdktf writes them', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (values) => {
      const build = (app: App): void => {
        const stack = new TerraformStack(app, 'stack');
        const source = new AnyResource(stack, 'source');
        new AnyResource(stack, 'values', { values: values.map((make) => make(source)) });
      };
      expectSameFiles(build);
    }),
    { numRuns: 200 },
  );
});
