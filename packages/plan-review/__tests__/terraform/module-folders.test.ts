import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleFolders } from 'plan-review/terraform/module-folders';
import { temporaryFolder } from '../../../../__tests__/helpers/temporary-folder';

const temporary = temporaryFolder();

function write(folder: string, file: string, text: string): void {
  mkdirSync(join(temporary.path(), folder), { recursive: true });
  writeFileSync(join(temporary.path(), folder, file), text);
}

async function foldersOf(root: string): Promise<string[]> {
  const folders = await moduleFolders(join(temporary.path(), root));
  return folders.map((folder) => folder.slice(temporary.path().length + 1));
}

describe('the folders of a Terraform configuration', () => {
  it('are its own and those of its local modules, directly and by others, in both languages', async () => {
    write('live', 'main.tf', 'module "a" {\n  source = "../modules/a"\n}\nmodule "r" { source = "hashicorp/x/aws" }');
    write('modules/a', 'main.tf.json', '{"module":{"b":{"source":"../b"}}}');
    write('modules/b', 'main.tf', 'module "a" { source = "../a" }');
    expect(await foldersOf('live')).toEqual(['live', 'modules/a', 'modules/b']);
  });

  it('are its own alone if it uses no module', async () => {
    write('live', 'main.tf', 'resource "terraform_data" "it" {}');
    expect(await foldersOf('live')).toEqual(['live']);
  });
});
