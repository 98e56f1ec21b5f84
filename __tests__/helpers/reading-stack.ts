import type { Stack } from '../../cli/stacks/manifest';

/** A stack with one bucket whose tags hold expressions, which may read another stack. */
export function readingStack(name: string, read: string, tags: Readonly<Record<string, string>> = {}): Stack {
  const state = (stack: string): { bucket: string; key: string; region: string } => ({
    bucket: 'states',
    key: `shop/${stack}.tfstate`,
    region: 'eu-central-1',
  });
  return {
    name,
    folder: `/stacks/${name}`,
    dependencies: [read],
    json: {
      terraform: { backend: { s3: state(name) }, required_providers: {} },
      data: {
        terraform_remote_state: { [`${read}-state`]: { backend: 's3', config: state(read) } },
      },
      resource: { aws_s3_bucket: { it: { tags } } },
    },
  };
}
