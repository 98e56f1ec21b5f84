import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackJson } from '../cli/stacks/manifest';

const ACCOUNT = '123456789012';
const REGION = 'eu-central-1';

/** A provider that plans what does not exist yet without AWS: it does not ask AWS who it is. */
const OFFLINE_PROVIDER = {
  region: REGION,
  access_key: 'bench',
  secret_key: 'bench',
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_requesting_account_id: true,
};

const READ_FROM_OTHER_STATE = /\$\{data\.[a-z_]+\.[\w-]+\.(?:outputs\.)?(\w+)\}/g;

/**
 * Writes one stack that holds many: the same resources, each stack's as a module of its own, which costs Terraform what
 * renaming them would. What they read from other states are values, so that nothing is asked of AWS.
 */
export function writeMonolith(stacks: readonly StackJson[], folder: string): void {
  const modules = stacks.map((stack, index) => {
    const source = `./part-${index}`;
    writeJson(join(folder, source), 'main.tf.json', partOf(stack));
    return [`part-${index}`, { source }] as const;
  });
  const root = { provider: { aws: OFFLINE_PROVIDER }, module: Object.fromEntries(modules) };
  writeJson(folder, 'main.tf.json', root);
}

function writeJson(folder: string, name: string, value: unknown): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), JSON.stringify(value));
}

function partOf({ resource, terraform }: StackJson): unknown {
  const { required_providers } = terraform;
  const text = JSON.stringify({ terraform: { required_providers }, resource });
  // A list of one reference is written as the reference.
  const withLists = text.replaceAll(/"\$\{data\.[\w.-]+_ids\}"/g, '["subnet-0123456789abcdef0"]');
  return JSON.parse(withLists.replaceAll(READ_FROM_OTHER_STATE, (_, name: string) => valueOf(name)));
}

function valueOf(name: string): string {
  if (name === 'listener_arn') return `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:listener/app/a/1/2`;
  return name.endsWith('_arn') ? `arn:aws:service:${REGION}:${ACCOUNT}:${name}` : name;
}
