import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { capture } from '../../../cli/processes/run';
import type { Stack } from '../../../cli/stacks/manifest';
import { init, type TerraformCall } from '../../../cli/terraform/terraform';
import { attachAwsProvider, type AttachedProvider } from '../../../cli/terraform/attached-provider';

/** One finding of `terraform validate -json`. Source: Terraform, "JSON Output Format", "Diagnostic". */
interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
}

/** Terraform warns that each stack brings a backend of its own, which counts only where it is deployed. */
const EXPECTED = 'Backend configuration ignored';

/**
 * Validates stacks with Terraform, as modules of one configuration: it loads the schema of a provider, which takes
 * seconds, once instead of once for each stack. Only a stack that imports is validated by itself: Terraform takes no
 * import blocks in modules.
 * @param terraform how it is called; the folder is made, next to the stacks' own
 * @returns every error and warning with its place; empty if there is none
 */
export async function validateStacks(stacks: readonly Stack[], terraform: TerraformCall): Promise<readonly string[]> {
  const isImporting = ({ json }: Stack): boolean => 'import' in json;
  const alone = stacks.filter(isImporting).map(({ name, folder }) => ({ ...terraform, folder, stack: name }));
  await writeRoot(
    stacks.filter((stack) => !isImporting(stack)),
    terraform.folder,
  );
  const calls = [terraform, ...alone];
  for (const call of calls) await init(call, '-backend=false');
  const provider = await attachAwsProvider(terraform.folder, terraform.env);
  try {
    const found: string[] = [];
    for (const call of calls) found.push(...(await validate(call, provider)));
    return found;
  } finally {
    provider.close();
  }
}

async function validate(
  { binary, folder, env }: TerraformCall,
  { reattach }: AttachedProvider,
): Promise<readonly string[]> {
  const others = JSON.parse(env['TF_REATTACH_PROVIDERS'] ?? '{}') as object;
  const { stdout, output } = await capture(binary, ['validate', '-json'], {
    cwd: folder,
    env: { ...env, TF_REATTACH_PROVIDERS: JSON.stringify({ ...others, ...reattach }) },
  });
  return findings(stdout === '' ? output : stdout);
}

async function writeRoot(stacks: readonly Stack[], folder: string): Promise<void> {
  const modules = stacks.map(({ name, folder: source, json }) => {
    const variables = Object.keys(json.variable ?? {}).map((variable) => [variable, 'any']);
    return [name, { source: path.relative(folder, source), ...Object.fromEntries(variables) }] as const;
  });
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'main.tf.json'), JSON.stringify({ module: Object.fromEntries(modules) }));
}

function findings(json: string): string[] {
  const { diagnostics } = JSON.parse(json) as { diagnostics: readonly Diagnostic[] };
  return diagnostics
    .filter(({ summary }) => summary !== EXPECTED)
    .map(({ severity, summary, detail, range }) => {
      const place = range === undefined ? '' : `${range.filename}:${range.start.line}: `;
      return `${place}${severity}: ${summary}: ${detail}`;
    });
}
