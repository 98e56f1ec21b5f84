import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { capture } from '../../../cli/processes/run';
import { requiredProviders, type Stack } from '../../../cli/stacks/manifest';
import { init, type TerraformCall } from '../../../cli/terraform/terraform';
import { installAwsProvider } from '../../../cli/terraform/shared-providers/install-aws-provider';
import { withReattached } from '../../../cli/terraform/shared-providers/reattach';
import { SharedAwsProviders } from '../../../cli/terraform/shared-providers/shared-aws-providers';
import { typesOf } from '../../../cli/terraform/shared-providers/types-of';

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
  const providers = await startProviders(stacks, terraform);
  const env = withReattached(terraform.env, providers.reattach);
  try {
    const found: string[] = [];
    for (const call of [terraform, ...alone]) found.push(...(await validate({ ...call, env })));
    return found;
  } finally {
    providers.close();
  }
}

async function startProviders(stacks: readonly Stack[], call: TerraformCall): Promise<SharedAwsProviders> {
  const folder = `${call.folder}-provider`;
  const program = await installAwsProvider({ ...call, folder }, requiredProviders(stacks));
  const providers = await SharedAwsProviders.open(program, call.env);
  providers.offer(typesOf(stacks));
  return providers;
}

async function validate(call: TerraformCall): Promise<readonly string[]> {
  await init(call, '-backend=false');
  const { binary, folder, env } = call;
  const { stdout, output } = await capture(binary, ['validate', '-json'], { cwd: folder, env });
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
