import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readStacks, requiredProviders, stateLocation } from '../../../../cli/stacks/manifest';
import { cliStack } from '../../../helpers/cli-stack';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();

function writeOutput(stacks: Readonly<Record<string, readonly string[]>>): void {
  const entries = Object.entries(stacks).map(([name, dependencies]) => {
    const workingDirectory = `stacks/${name}`;
    mkdirSync(path.join(folder.path(), workingDirectory), { recursive: true });
    const synthesizedStackPath = `${workingDirectory}/cdk.tf.json`;
    writeFileSync(path.join(folder.path(), synthesizedStackPath), JSON.stringify(cliStack(name).json));
    return [name, { name, dependencies, workingDirectory, synthesizedStackPath, annotations: [] }];
  });
  const manifest = { version: '0.21.0', stacks: Object.fromEntries(entries) as unknown };
  writeFileSync(path.join(folder.path(), 'manifest.json'), JSON.stringify(manifest));
}

describe('reading what synth wrote', () => {
  test('bootstrap comes first, then each stack after those it depends on, and otherwise as synth listed them', async () => {
    writeOutput({ api: ['service', 'network'], bootstrap: [], service: ['network'], network: [] });
    const stacks = await readStacks(folder.path());
    expect(stacks.map(({ name }) => name)).toEqual(['bootstrap', 'network', 'service', 'api']);
  });

  test('a stack has its folder and the key of its state', async () => {
    writeOutput({ network: [] });
    const [stack] = await readStacks(folder.path());
    expect(stack?.folder).toBe(path.join(folder.path(), 'stacks/network'));
    expect(stack && stateLocation(stack)).toEqual({
      bucket: 'shop-tfstate',
      key: 'shop/network.tfstate',
      region: 'eu-central-1',
    });
  });
});

describe('the providers that stacks need', () => {
  test('a short source means one of HashiCorp, and each constraint counts once', () => {
    const github = { github: { source: 'integrations/github', version: '>= 6.6.0' } };
    const { terraform } = cliStack('x').json;
    const pipeline = cliStack('orders-pipeline', [], {
      terraform: { ...terraform, required_providers: { ...terraform.required_providers, ...github } },
    });
    expect(requiredProviders([cliStack('a'), cliStack('b'), pipeline])).toEqual({
      'hashicorp/aws': ['>= 5.100.0, < 7.0.0'],
      'integrations/github': ['>= 6.6.0'],
    });
  });
});
