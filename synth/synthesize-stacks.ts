import { TerraformStack, type App } from 'cdktf';
import { FastSynthesizer } from './fast-synthesizer';
import type { CdktfInternals } from './internals';

/** Fields of cdktf's own synthesizer. */
interface StockSynthesizer {
  readonly continueOnErrorAnnotations: boolean;
  readonly hclOutput: boolean;
}

/**
 * Does what `app.synth()` does. A stack that has a preparation, a rendering or a synthesizer of its own, or is to
 * become HCL, is left to those.
 * @throws UnsupportedByFastSynthesis
 */
export function synthesizeStacks(app: App, internals: CdktfInternals): void {
  const stacks = app.node.findAll().filter((construct) => TerraformStack.isStack(construct));
  const synthesizers = stacks.map((stack) => {
    const stock = stack.synthesizer as unknown as StockSynthesizer;
    return isPlain(stack, internals) && !stock.hclOutput
      ? new FastSynthesizer(stack, internals, stock.continueOnErrorAnnotations)
      : stack.synthesizer;
  });
  stacks.forEach((stack, index) => {
    // What else cdktf prepares is outputs for other stacks to read, which the fast synthesis refuses.
    if (synthesizers[index] instanceof FastSynthesizer) stack.ensureBackendExists();
    else stack.prepareStack();
  });
  const session = { outdir: app.outdir, skipValidation: app.skipValidation, manifest: app.manifest };
  for (const synthesizer of synthesizers) synthesizer.synthesize(session);
  if (!app.skipValidation) validate(app, internals);
  app.manifest.writeToFile();
  for (const synthesizer of synthesizers) {
    if (synthesizer instanceof FastSynthesizer) synthesizer.requireUnchangedStack();
  }
}

function isPlain(stack: TerraformStack, { StackSynthesizer }: CdktfInternals): boolean {
  const plain = TerraformStack.prototype;
  return (
    stack.prepareStack === plain.prepareStack &&
    stack.toTerraform === plain.toTerraform &&
    stack.synthesizer.constructor === StackSynthesizer
  );
}

function validate(app: App, { errors }: CdktfInternals): void {
  const problems = app.node.validate();
  if (problems.length > 0) throw errors.appValidationFailure(problems.join('\n  '));
}
