import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { capture } from '../../../cli/processes/run';
import type { Stack } from '../../../cli/stacks/manifest';
import { init, type TerraformCall } from '../../../cli/terraform/terraform';
import { attachAwsProvider } from '../../../cli/terraform/attached-provider';

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
 * seconds, once instead of once for each stack.
 * @param terraform how it is called; the folder is made, next to the stacks' own
 * @returns every error and warning with its place; empty if there is none
 */
export async function validateStacks(stacks: readonly Stack[], terraform: TerraformCall): Promise<readonly string[]> {
  await writeRoot(stacks, terraform.folder);
  await init(terraform, '-backend=false');
  const provider = await attachAwsProvider(terraform.folder, terraform.env);
  try {
    const attached = JSON.parse(terraform.env['TF_REATTACH_PROVIDERS'] ?? '{}') as object;
    const env = { ...terraform.env, TF_REATTACH_PROVIDERS: JSON.stringify({ ...attached, ...provider.reattach }) };
    const { stdout, output } = await capture(terraform.binary, ['validate', '-json'], { cwd: terraform.folder, env });
    return findings(stdout === '' ? output : stdout);
  } finally {
    provider.close();
  }
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
