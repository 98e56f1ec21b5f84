import { Command } from 'commander';

import { digitsOf } from '../../oci/digest';
import { DockerError } from '../docker-error';
import { type DockerHost, storeOf } from '../host';
import type { ImageStore, StoredImage } from '../image-store';
import { pull } from '../registry/pull';
import { push } from '../registry/push';
import { format } from './format';

/** The commands about images that are here. */
export function imageCommands(host: DockerHost): Command[] {
  const image = new Command('image').description('the same of images: inspect, ls, pull, push, tag');
  for (const command of [inspectCommand(host), listCommand(host, 'ls'), ...transferCommands(host)]) {
    image.addCommand(command);
  }
  return [image, inspectCommand(host), listCommand(host, 'images'), ...transferCommands(host)];
}

function transferCommands(host: DockerHost): Command[] {
  return [
    new Command('tag')
      .description('give an image another name')
      .argument('<image>')
      .argument('<name>')
      .action(async (source: string, name: string) => {
        await storeOf(host).tag(name, (await found(storeOf(host), source)).digest);
      }),
    new Command('push')
      .description('send an image to the embedded registry')
      .argument('<name>')
      .option('-q, --quiet', 'print the name only')
      .action(async (name: string, { quiet }: { quiet?: boolean }) => {
        await push(quiet === true ? { ...host, print: () => undefined } : host, name);
        if (quiet === true) host.print(name);
      }),
    new Command('pull')
      .description('fetch an image from the embedded registry')
      .argument('<name>')
      .option('-q, --quiet', 'print the name only')
      .option('--platform <os/arch>', 'no effect here')
      .action(async (name: string, { quiet }: { quiet?: boolean }) => {
        await pull(quiet === true ? { ...host, note: () => undefined } : host, name);
        host.print(name);
      }),
  ];
}

function inspectCommand(host: DockerHost): Command {
  return new Command('inspect')
    .description('describe images')
    .argument('<image...>')
    .option('-f, --format <template>', 'one value: {{.Id}}, {{json .Config}} or {{index .RepoTags 0}}')
    .option('--type <type>', 'image')
    .action(async (names: readonly string[], { format: template }: { format?: string }) => {
      const store = storeOf(host);
      const described: object[] = [];
      for (const name of names) described.push(await describe(store, await found(store, name)));
      if (template === undefined) host.print(JSON.stringify(described, undefined, 4));
      else for (const each of described) host.print(format(template, each));
    });
}

function listCommand(host: DockerHost, name: string): Command {
  return new Command(name).description('list images').action(async () => {
    const store = storeOf(host);
    host.print('REPOSITORY:TAG  IMAGE ID  SIZE');
    for (const { name: image, digest } of await store.names()) {
      const { manifest } = await store.read(digest);
      host.print(`${image}  ${digitsOf(manifest.config.digest).slice(0, 12)}  ${sizeOf(manifest.layers)}B`);
    }
  });
}

async function describe(store: ImageStore, { digest, manifest, config }: StoredImage): Promise<object> {
  const names = (await store.names()).filter((name) => name.digest === digest).map(({ name }) => name);
  const repositories = new Set(names.map((name) => name.replace(/[:@][^/]*$/, '')));
  return {
    Id: manifest.config.digest,
    RepoTags: names.filter((name) => !name.includes('@')),
    RepoDigests: [...repositories].map((repository) => `${repository}@${digest}`),
    Created: config.created,
    Config: config.config,
    Architecture: config.architecture,
    Os: config.os,
    Size: sizeOf(manifest.layers),
    RootFS: { Type: 'layers', Layers: config.rootfs.diff_ids },
  };
}

function sizeOf(layers: readonly { readonly size: number }[]): number {
  return layers.reduce((sum, { size }) => sum + size, 0);
}

async function found(store: ImageStore, name: string): Promise<StoredImage> {
  const image = await store.find(name);
  if (image === undefined) throw new DockerError(`Error response from daemon: No such image: ${name}`);
  return image;
}
