import { TerraformOutput, type TerraformElement, type TerraformStack } from 'cdktf';
import { addBlocks, resolveBlocks, touchesBlocks, type Document } from './blocks';
import type { CdktfInternals } from './internals';
import { printJson } from './print-json';
import { resolverOf, type Resolve } from './resolve';

/** Fields of a stack that cdktf keeps private. */
interface StackFields {
  readonly cdktfVersion: string;
  readonly rawOverrides: object;
}

/** What rendering a stack needs. */
interface Rendering {
  readonly stack: TerraformStack;
  readonly elements: readonly TerraformElement[];
  readonly resolve: Resolve;
  readonly deepMerge: CdktfInternals['util']['deepMerge'];
}

/**
 * The text of a stack's `cdk.tf.json`, as `TerraformStack.toTerraform` and `json-stable-stringify` make it.
 * @throws UnsupportedByFastSynthesis
 */
export function renderStack(
  stack: TerraformStack,
  elements: readonly TerraformElement[],
  internals: CdktfInternals,
): string {
  const { deepMerge } = internals.util;
  const resolve = resolverOf(stack, internals);
  const rendering = { stack, elements, resolve, deepMerge };
  const { rawOverrides } = stack as unknown as StackFields;
  const document: Document = { '//': { metadata: metadataOf(rendering), outputs: outputsOf(rendering) } };
  for (const element of elements) {
    const rest = addBlocks(document, element.toTerraform() as Document);
    if (rest === undefined) continue;
    if (touchesBlocks(rest)) resolveBlocks(document, resolve);
    deepMerge(document, resolve(rest) as object);
  }
  if (touchesBlocks(rawOverrides)) resolveBlocks(document, resolve);
  deepMerge(document, rawOverrides);
  try {
    return printJson(document, resolve);
  } catch (error) {
    // Printing does not keep track of where it is: cdktf's way through the elements ends in the same error and does.
    for (const element of elements) resolve(element.toTerraform());
    throw error;
  }
}

function metadataOf({ stack, elements, resolve, deepMerge }: Rendering): object {
  const { cdktfVersion, rawOverrides } = stack as unknown as StackFields;
  const overridden = Object.keys(rawOverrides);
  const metadata = {
    version: cdktfVersion,
    stackName: stack.node.id,
    backend: 'local',
    ...(overridden.length > 0 && { overrides: { stack: overridden } }),
  };
  for (const element of elements) {
    const own = element.toMetadata() as object;
    if (Object.values(own).some((value) => value !== undefined)) deepMerge(metadata, resolve(own) as object);
  }
  return metadata;
}

/** The names of outputs in Terraform by their path in the tree of constructs. */
function outputsOf({ elements, deepMerge }: Rendering): object {
  const outputs = {};
  for (const element of elements) {
    if (!TerraformOutput.isTerraformOutput(element)) continue;
    const ids = element.node.path.split('/');
    deepMerge(outputs, ids.reduceRight<unknown>((inner, id) => ({ [id]: inner }), element.friendlyUniqueId) as object);
  }
  return outputs;
}
