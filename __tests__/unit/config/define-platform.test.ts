import { basename, join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '../../..');
const fixtures = join(root, '__tests__/fixtures/types');
const names = ['good', 'wrong-sizes', 'unknown-fields', 'missing-fields'];

const errors = compile(names.map((name) => join(fixtures, `${name}.ts`)));

describe('the types of definePlatform', () => {
  it('take a config that is right', () => {
    expect(errors.get('good')).toEqual([]);
  });

  it('refuse pairs of cpu and memory that Fargate does not offer, on a service and in an override', () => {
    expect(errors.get('wrong-sizes')).toEqual([
      "6: Type '8192' is not assignable to type '512 | 1024 | 2048'.",
      expect.stringMatching(/^7: Type '300' is not assignable to type /),
      expect.stringMatching(/^8: Property 'memory' is missing in type '\{ repository: string; cpu: 256; \}'/),
      expect.stringMatching(/^9: Property 'cpu' is missing in type '\{ repository: string; memory: 512; \}'/),
      expect.stringMatching(/^13: Type '17408' is not assignable to type '16384 \| 20480 \| /),
    ]);
  });

  it('refuse unknown fields, options that are not available yet, and environments that do not exist', () => {
    const only = 'Object literal may only specify known properties';
    expect(errors.get('unknown-fields')).toEqual([
      `6: ${only}, and 'cluster' does not exist in type 'PlatformInput<"dev">'.`,
      `7: ${only}, but 'aproval' does not exist in type 'EnvironmentInput'. Did you mean to write 'approval'?`,
      `8: ${only}, and 'domain' does not exist in type 'EnvironmentInput'.`,
      `9: Type '"private"' is not assignable to type '"public"'.`,
      `10: ${only}, but 'memry' does not exist in type 'ServiceInput<"dev">'. Did you mean to write 'memory'?`,
      `11: ${only}, but 'pth' does not exist in type 'HealthCheckInput'. Did you mean to write 'path'?`,
      `12: ${only}, and 'branch' does not exist in type 'OverrideInput'.`,
      `13: ${only}, and 'prd' does not exist in type '{ readonly dev?: OverrideInput; }'.`,
    ]);
  });

  it('refuse missing fields and fields of another type', () => {
    expect(errors.get('missing-fields')).toEqual([
      expect.stringMatching(/^5: Property 'name' is missing in type /),
      expect.stringMatching(/^6: Property 'account' is missing in type /),
      "7: Property 'owner' is missing in type '{}' but required in type '{ readonly owner: string; }'.",
      expect.stringMatching(/^8: Property 'environments' is missing in type /),
      expect.stringMatching(/^9: Property 'services' is missing in type /),
      expect.stringMatching(/^10: Type '\{\}' is not assignable to type 'ServiceInput<never>'/),
      "11: Type 'number' is not assignable to type 'string'.",
    ]);
  });
});

/** The errors of each file, as `<line>: <the last and most precise sentence>`. */
function compile(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const program = ts.createProgram({ rootNames: files, options: compilerOptions() });
  return new Map(
    files.map((file) => [
      basename(file, '.ts'),
      program.getSemanticDiagnostics(program.getSourceFile(file)).map(lineAndCause),
    ]),
  );
}

/** Those of the project, without the types of tests, which take seconds to read. */
function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  return ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: [] }, root).options;
}

function lineAndCause({ file, start = 0, messageText }: ts.Diagnostic): string {
  const line = (file?.getLineAndCharacterOfPosition(start).line ?? -1) + 1;
  return `${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n').split('\n').at(-1)?.trim() ?? ''}`;
}
