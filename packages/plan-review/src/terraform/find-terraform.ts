import { errorCode } from '../error-code';
import { UserError } from '../errors';
import { run, type Environment } from '../processes/run';

/** Oldest version in which locking of the S3 backend without DynamoDB (`use_lockfile`) is stable. */
const OLDEST = { major: 1, minor: 10 } as const;

const INSTALL =
  'Install Terraform 1.10 or newer (developer.hashicorp.com/terraform/install) or OpenTofu 1.10 or newer ' +
  '(opentofu.org/docs/intro/install).';

/** A Terraform, or OpenTofu, that is new enough. */
export interface Terraform {
  /** Name or path of the program. */
  readonly binary: string;
  readonly product: 'Terraform' | 'OpenTofu';
  /** E.g. `1.11.4`. */
  readonly version: string;
}

/**
 * Finds the program that TERRAFORM_BINARY_NAME names, else `terraform`, else `tofu`.
 * @throws UserError that says what was found and what to install
 */
export async function findTerraform(env: Environment, cwd: string): Promise<Terraform> {
  const named = env['TERRAFORM_BINARY_NAME'];
  const problems: string[] = [];
  for (const binary of named === undefined ? ['terraform', 'tofu'] : [named]) {
    const output = await versionOutput(binary, env, cwd);
    const found = output === undefined ? undefined : parseTerraformVersion(output);
    if (found !== undefined && isNewEnough(found.version)) return { binary, ...found };
    if (found !== undefined) problems.push(`${found.product} ${found.version} ("${binary}") is too old.`);
    else if (output !== undefined) problems.push(`"${binary}" is neither Terraform nor OpenTofu.`);
  }
  throw new UserError(problems[0] ?? notFound(named), INSTALL);
}

/** Reads the first line of `terraform version` or `tofu version`. */
export function parseTerraformVersion(output: string): Pick<Terraform, 'product' | 'version'> | undefined {
  const match = /^(Terraform|OpenTofu) v(\d+\.\d+\.\d+\S*)/m.exec(output);
  const [, product, version] = match ?? [];
  if (version === undefined) return undefined;
  return { product: product === 'OpenTofu' ? 'OpenTofu' : 'Terraform', version };
}

function notFound(named: string | undefined): string {
  return named === undefined
    ? 'Neither terraform nor tofu was found in the PATH.'
    : `TERRAFORM_BINARY_NAME names "${named}", which was not found.`;
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}

/** The output of the version command, or undefined if there is no such program. */
async function versionOutput(binary: string, env: Environment, cwd: string): Promise<string | undefined> {
  try {
    return (await run(binary, ['version'], { cwd, env: { ...env, CHECKPOINT_DISABLE: '1' } })).stdout;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
