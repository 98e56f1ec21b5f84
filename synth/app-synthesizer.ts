import { TerraformStack, type App, type ISynthesisSession } from 'cdktf';
import type { IConstruct } from 'constructs';
import { ChangeOfFinishedStack } from './change-of-finished-stack';
import { FastSynthesizer } from './fast-synthesizer';
import type { CdktfInternals } from './internals';
import { StackReleaser } from './stack-releaser';

/** Fields of cdktf's own synthesizer. */
interface StockSynthesizer {
  readonly continueOnErrorAnnotations: boolean;
  readonly hclOutput: boolean;
}

/**
 * Does what `app.synth()` does. A stack that has a preparation, a rendering or a synthesizer of its own, or is to
 * become HCL, is left to those.
 */
export class AppSynthesizer {
  private readonly session: ISynthesisSession;
  /** The stacks that are written already. */
  private readonly finished = new Set<IConstruct>();

  private readonly releaser: StackReleaser;

  constructor(
    private readonly app: App,
    private readonly internals: CdktfInternals,
  ) {
    this.releaser = new StackReleaser(internals);
    this.session = { outdir: app.outdir, skipValidation: app.skipValidation, manifest: app.manifest };
  }

  /**
   * Writes a stack to which nothing will be added, and releases its constructs. What cdktf would write after others,
   * or with them, waits for the end.
   * @throws UnsupportedByFastSynthesis
   */
  finish(stack: TerraformStack): void {
    if (this.finished.has(stack)) return;
    const synthesizer = this.fastSynthesizerOf(stack);
    const isAlone =
      stack.node.scope === this.app &&
      !stack.node
        .findAll()
        .slice(1)
        .some((construct) => TerraformStack.isStack(construct));
    if (synthesizer === undefined || !isAlone) return;
    stack.ensureBackendExists();
    synthesizer.synthesize(this.session);
    synthesizer.requireUnchangedStack();
    this.releaser.release(stack);
    this.finished.add(stack);
  }

  /** Writes all other stacks and the manifest. @throws UnsupportedByFastSynthesis, ChangeOfFinishedStack */
  end(): void {
    const stacks = this.unfinishedStacksIn(this.app);
    const synthesizers = new Map(stacks.map((stack) => [stack, this.fastSynthesizerOf(stack) ?? stack.synthesizer]));
    for (const [stack, synthesizer] of synthesizers) {
      // What else cdktf prepares is outputs for other stacks to read, which the fast synthesis refuses.
      if (synthesizer instanceof FastSynthesizer) stack.ensureBackendExists();
      else stack.prepareStack();
    }
    for (const synthesizer of synthesizers.values()) synthesizer.synthesize(this.session);
    if (!this.app.skipValidation) validate(this.app, this.internals);
    this.app.manifest.writeToFile();
    for (const synthesizer of synthesizers.values()) {
      if (synthesizer instanceof FastSynthesizer) synthesizer.requireUnchangedStack();
    }
    for (const { node } of this.finished) this.requireInApp(node);
  }

  private unfinishedStacksIn({ node }: IConstruct): TerraformStack[] {
    const unfinished = node.children.filter((child) => !this.finished.has(child));
    return unfinished.flatMap((child) => [
      ...(TerraformStack.isStack(child) ? [child] : []),
      ...this.unfinishedStacksIn(child),
    ]);
  }

  private requireInApp({ id }: IConstruct['node']): void {
    if (this.app.node.tryFindChild(id) !== undefined) return;
    throw new ChangeOfFinishedStack(id, `${id} cannot be removed from the app`);
  }

  private fastSynthesizerOf(stack: TerraformStack): FastSynthesizer | undefined {
    const stock = stack.synthesizer as unknown as StockSynthesizer;
    if (!isPlain(stack, this.internals) || stock.hclOutput) return undefined;
    return new FastSynthesizer(stack, this.internals, stock.continueOnErrorAnnotations);
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
