import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lazy, TerraformStack, Token, type App, type IResolvable } from 'cdktf';
import { installedVersion, KNOWN_VERSION } from '../../../synth/internals';
import { synthesizeApp, type SynthesizeAppOptions } from '../../../synth/synthesize-app';
import { AnyResource } from '../../helpers/any-resource';

/** Synthesizes a stack with one token. @returns the stack's text and where the token says that it was made */
function synthesize(options: SynthesizeAppOptions): { readonly text: string; readonly madeAt: readonly string[] } {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  let token: IResolvable | undefined;
  const build = (app: App): void => {
    token = Lazy.anyValue({ produce: () => 'made' });
    new AnyResource(new TerraformStack(app, 'stack'), 'one', { token });
  };
  try {
    synthesizeApp(build, { ...options, app: { outdir } });
    return {
      text: readFileSync(join(outdir, 'stacks/stack/cdk.tf.json'), 'utf8'),
      madeAt: token?.creationStack ?? [],
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

test('the installed cdktf is the version that the fast synthesis supports', () => {
  expect(installedVersion()).toBe(KNOWN_VERSION);
});

test('tokens do not note where they were made, until the synthesis is done', () => {
  expect(synthesize({}).madeAt).toEqual([]);
  expect(Token.asAny('x').creationStack.join()).toContain('switch.test.ts');
});

test('tokens note where they were made again after a synthesis that failed', () => {
  const fail = (): never => {
    throw new Error('failed');
  };
  expect(() => {
    synthesizeApp(fail);
  }).toThrow('failed');
  expect(Token.asAny('x').creationStack.join()).toContain('switch.test.ts');
});

test('stock synthesis leaves everything to cdktf', () => {
  const stock = synthesize({ synthesis: 'stock' });
  expect(stock.madeAt.join()).toContain('switch.test.ts');
  expect(stock.text).toBe(synthesize({}).text);
});

test('another version of cdktf synthesizes by itself, with a warning', () => {
  const warnings: string[] = [];
  const warn = (message: string): void => {
    warnings.push(message);
  };
  const other = synthesize({ version: '0.22.0', warn });
  expect(other.madeAt.join()).toContain('switch.test.ts');
  expect(warnings).toEqual([
    'Synthesizing slowly, as cdktf does: the fast synthesis supports cdktf 0.21.0, not 0.22.0.',
  ]);
  synthesize({ version: '0.22.0', synthesis: 'stock', warn });
  expect(warnings).toHaveLength(1);
});
