import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GithubProvider } from '@cdktf/provider-github/lib/provider';
import { RepositoryWebhook } from '@cdktf/provider-github/lib/repository-webhook';
import { App, TerraformStack } from 'cdktf';
import { ProviderFixture } from '../testing/fixture';
import { providerSchema, webhookSchema, type Block } from './schema';
import { providerBlock } from './settings';
import { webhookValue } from './webhook';

jest.setTimeout(120_000);

let fixture: ProviderFixture;

beforeAll(async () => {
  fixture = await ProviderFixture.create();
});

afterAll(async () => {
  await fixture.close();
});

function names(block: Block): string[] {
  return [...block.attributes.map(({ name }) => name), ...block.block_types.map(({ type_name: name }) => name)].sort();
}

test('values are read with every attribute that the schema declares', () => {
  expect(Object.keys(webhookValue.shape).sort()).toEqual(names(webhookSchema.block));
  expect(Object.keys(providerBlock.shape).sort()).toEqual(names(providerSchema.block));
});

/** What the bindings of provider 6.9.0 make of every argument that they have. */
async function synthesized(): Promise<object> {
  const outdir = await mkdtemp(path.join(tmpdir(), 'github-bindings-'));
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'all');
  new GithubProvider(stack, 'github', {
    baseUrl: 'https://api.github.com/',
    insecure: false,
    maxPerPage: 100,
    maxRetries: 3,
    organization: 'acme',
    owner: 'acme',
    parallelRequests: false,
    readDelayMs: 0,
    retryDelayMs: 1000,
    retryableErrors: [500, 502],
    token: 'acme-token',
    writeDelayMs: 1000,
    appAuth: { id: '1', installationId: '2', pemFile: 'x' },
  });
  new RepositoryWebhook(stack, 'hook', {
    active: true,
    etag: 'x',
    events: ['push'],
    repository: 'shop',
    configuration: { url: 'https://example.com', contentType: 'json', insecureSsl: false, secret: 's3cret' },
  });
  app.synth();
  const json = await readFile(path.join(outdir, 'stacks', 'all', 'cdk.tf.json'), 'utf8');
  await rm(outdir, { recursive: true });
  return JSON.parse(json) as object;
}

test('Terraform finds every argument of the bindings of provider 6.9.0 valid', async () => {
  const workspace = await fixture.workspace(await synthesized());

  expect((await workspace.run('validate')).text).toContain('The configuration is valid');
});
