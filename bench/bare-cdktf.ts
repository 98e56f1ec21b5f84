import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformElement, TerraformStack } from 'cdktf';

/** Terraform blocks as they stand in a stack's JSON: kind, then type or name, then attributes. */
type StackBlocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** One block of a stack: where it stands in the JSON, and its attributes. */
interface Block {
  readonly path: readonly string[];
  readonly attributes: unknown;
}

/** Parts of the JSON that hold blocks by type and name; all others hold them by name only. */
const twoLevels: ReadonlySet<string> = new Set(['resource', 'data']);

/** The blocks of every stack that was synthesized into a folder. */
export function readBlocks(outdir: string): ReadonlyMap<string, readonly Block[]> {
  const ids = readdirSync(join(outdir, 'stacks'));
  return new Map(ids.map((id) => [id, blocksOf(join(outdir, 'stacks', id, 'cdk.tf.json'))]));
}

function blocksOf(file: string): Block[] {
  const kinds = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as StackBlocks);
  return kinds
    .filter(([kind]) => kind !== '//')
    .flatMap(([kind, byType]) =>
      Object.entries(byType).flatMap(([type, value]): Block[] =>
        twoLevels.has(kind)
          ? Object.entries(value as Record<string, unknown>).map(([name, attributes]) => ({
              path: [kind, type, name],
              attributes,
            }))
          : [{ path: [kind, type], attributes: value }],
      ),
    );
}

/** An element that renders one literal block: the least that cdktf can make. */
class LiteralBlock extends TerraformElement {
  constructor(
    scope: TerraformStack,
    id: string,
    private readonly block: Block,
  ) {
    super(scope, id);
  }

  override toTerraform(): unknown {
    return this.block.path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), this.block.attributes);
  }
}

/** Makes the same stacks of the same blocks with nothing but cdktf. */
export function synthesizeBare(stacks: ReadonlyMap<string, readonly Block[]>, outdir: string): void {
  const app = new App({ outdir });
  for (const [id, blocks] of stacks) {
    const stack = new TerraformStack(app, id);
    for (const block of blocks) new LiteralBlock(stack, block.path.join('-'), block);
  }
  app.synth();
}
