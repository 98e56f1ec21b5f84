import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findTerraform, parseTerraformVersion } from 'plan-review/terraform/find-terraform';
import { temporaryFolder } from '../../../../__tests__/helpers/temporary-folder';

const folder = temporaryFolder();

const INSTALL =
  'Install Terraform 1.10 or newer (developer.hashicorp.com/terraform/install) or OpenTofu 1.10 or newer ' +
  '(opentofu.org/docs/intro/install).';

/** Puts a program into the PATH of the test that prints a text. */
function program(name: string, text: string): string {
  const file = path.join(folder.path(), name);
  writeFileSync(file, `#!/bin/sh\necho '${text}'\n`);
  chmodSync(file, 0o755);
  return file;
}

const find = (env: Record<string, string> = {}) => findTerraform({ PATH: folder.path(), ...env }, folder.path());

describe('finding terraform', () => {
  test('terraform is preferred to tofu', async () => {
    program('terraform', 'Terraform v1.11.4');
    program('tofu', 'OpenTofu v1.10.0');
    expect(await find()).toEqual({ binary: 'terraform', product: 'Terraform', version: '1.11.4' });
  });

  test('tofu is taken where there is no terraform', async () => {
    program('tofu', 'OpenTofu v1.10.2');
    expect(await find()).toEqual({ binary: 'tofu', product: 'OpenTofu', version: '1.10.2' });
  });

  test('tofu is taken where terraform is too old', async () => {
    program('terraform', 'Terraform v1.5.7');
    program('tofu', 'OpenTofu v1.10.2');
    expect(await find()).toMatchObject({ binary: 'tofu' });
  });

  test('TERRAFORM_BINARY_NAME names the only one that is looked at', async () => {
    program('terraform', 'Terraform v1.11.4');
    const named = program('my-terraform', 'Terraform v1.12.0');
    expect(await find({ TERRAFORM_BINARY_NAME: named })).toMatchObject({ binary: named, version: '1.12.0' });
    await expect(find({ TERRAFORM_BINARY_NAME: 'missing' })).rejects.toMatchObject({
      message: 'TERRAFORM_BINARY_NAME names "missing", which was not found.',
      hint: INSTALL,
    });
  });

  test('nothing found is said with what to install', async () => {
    await expect(find()).rejects.toMatchObject({
      message: 'Neither terraform nor tofu was found in the PATH.',
      hint: INSTALL,
    });
  });

  test.each([
    ['1.9.8', false],
    ['1.10.0', true],
    ['2.0.0', true],
    ['0.15.5', false],
  ])('version %s will do: %s', async (version, isEnough) => {
    program('terraform', `Terraform v${version}`);
    if (isEnough) expect(await find()).toMatchObject({ version });
    else await expect(find()).rejects.toThrow(`Terraform ${version} ("terraform") is too old.`);
  });

  test('a program that is something else is refused', async () => {
    program('terraform', 'hello');
    await expect(find()).rejects.toThrow('"terraform" is neither Terraform nor OpenTofu.');
  });
});

describe('what terraform says of its version', () => {
  test('the first line counts, and what follows is ignored', () => {
    expect(parseTerraformVersion('Terraform v1.11.4\non linux_amd64\n\nYour version is out of date!')).toEqual({
      product: 'Terraform',
      version: '1.11.4',
    });
  });

  test('a preview is known by its whole version', () => {
    expect(parseTerraformVersion('OpenTofu v1.11.0-beta1')).toEqual({ product: 'OpenTofu', version: '1.11.0-beta1' });
  });
});
