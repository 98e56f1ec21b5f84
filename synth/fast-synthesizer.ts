import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  AnnotationMetadataEntryType,
  type ISynthesisSession,
  type IStackSynthesizer,
  type TerraformStack,
} from 'cdktf';
import { ConstructOrder, type IConstruct } from 'constructs';
import { hasAspects } from './aspects';
import { elementsOf } from './elements';
import type { CdktfInternals } from './internals';
import { renderStack } from './render-stack';
import { UnsupportedByFastSynthesis } from './unsupported';

/** What constructs such as assets do themselves when they are synthesized; kept by cdktf under this symbol. */
const CUSTOM_SYNTHESIS = Symbol.for('cdktf/customSynthesis');
const ERROR: string = AnnotationMetadataEntryType.ERROR;
const ANNOTATIONS: ReadonlySet<string> = new Set(Object.values(AnnotationMetadataEntryType));

type CustomConstruct = IConstruct & {
  readonly [CUSTOM_SYNTHESIS]?: { onSynthesize(session: ISynthesisSession): void };
};

/** A message about a construct, as the manifest lists it. */
interface StackAnnotation {
  readonly constructPath: string;
  readonly level: string;
  readonly message: string;
  readonly stacktrace: string[] | undefined;
}

/** Does what cdktf's own synthesizer of a stack does, step by step, but resolves every value only once. */
export class FastSynthesizer implements IStackSynthesizer {
  private elementCount = 0;
  private dependencyCount = 0;

  constructor(
    private readonly stack: TerraformStack,
    private readonly internals: CdktfInternals,
    private readonly continueOnErrorAnnotations: boolean,
  ) {}

  /** Writes the stack's folder. @throws Error as cdktf does for failed validations and error annotations */
  synthesize(session: ISynthesisSession): void {
    const { stack, internals } = this;
    if (hasAspects(stack)) internals.invokeAspects(stack);
    if (stack.hasResourceMove()) this.requireMovedBlocks();
    if (session.skipValidation !== true) stack.runAllValidations();
    const manifest = session.manifest.forStack(stack);
    const folder = path.join(session.outdir, manifest.workingDirectory);
    makeFolder(folder);
    for (const construct of stack.node.findAll(ConstructOrder.POSTORDER)) {
      (construct as CustomConstruct)[CUSTOM_SYNTHESIS]?.onSynthesize(session);
    }
    // cdktf fills in this list here too; only its type says that it does not.
    Object.assign(manifest, { annotations: this.annotations() });
    const elements = elementsOf(stack);
    this.elementCount = elements.length;
    this.dependencyCount = stack.dependencies.length;
    writeFileSync(path.join(session.outdir, manifest.synthesizedStackPath), renderStack(stack, elements, internals));
  }

  /** @throws UnsupportedByFastSynthesis if the stack is not the one that was written */
  requireUnchangedStack(): void {
    const { stack, dependencyCount, elementCount } = this;
    if (stack.dependencies.length === dependencyCount && elementsOf(stack).length === elementCount) return;
    throw new UnsupportedByFastSynthesis(`Resolving values adds elements to the stack ${stack.node.path}`);
  }

  private requireMovedBlocks(): void {
    const { ValidateTerraformVersion } = this.internals;
    this.stack.node.addValidation(
      new ValidateTerraformVersion(
        '>=1.5',
        'Resource move functionality is only supported for Terraform >=1.5. Please upgrade your Terraform version.',
      ),
    );
  }

  private annotations(): StackAnnotation[] {
    const annotations = this.stack.node.findAll().flatMap((construct) =>
      construct.node.metadata
        .filter(({ type }) => ANNOTATIONS.has(type))
        .map(({ type, data, trace }) => ({
          constructPath: construct.node.path,
          level: type,
          message: data as string,
          stacktrace: trace,
        })),
    );
    const errors = annotations.filter(({ level }) => level === ERROR);
    if (errors.length > 0 && !this.continueOnErrorAnnotations) {
      const list = errors.map(({ constructPath, message }) => `[${constructPath}] ${message}`);
      throw this.internals.errors.encounteredAnnotationWithLevelError(list.join('\n'));
    }
    return annotations;
  }
}

/** Asking first whether it exists would take as long again. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
