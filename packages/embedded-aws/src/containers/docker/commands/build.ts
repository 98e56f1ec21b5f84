import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { Command } from 'commander';

import { LOCAL_ARCHITECTURE } from '../../oci/platform';
import { build } from '../build/build';
import { DockerError } from '../docker-error';
import type { DockerHost } from '../host';
import { push } from '../registry/push';

/** Options of `docker build`, as commander reads them. */
interface BuildFlags {
  readonly file?: string;
  readonly tag: readonly string[];
  readonly buildArg: readonly string[];
  readonly label: readonly string[];
  readonly target?: string;
  readonly platform?: string;
  readonly pull?: boolean;
  readonly push?: boolean;
  readonly quiet?: boolean;
  readonly iidfile?: string;
}

/** Options that change how docker builds and not what: they are taken and do nothing. */
const WITHOUT_EFFECT = [
  ...['--no-cache', '--load', '--rm', '--force-rm', '--progress <type>', '--cache-from <source>'],
  ...['--cache-to <target>', '--provenance [value]', '--sbom [value]', '--network <mode>', '--builder <name>'],
];

/** `docker build` and `docker buildx build`. */
export function buildCommand(host: DockerHost): Command {
  const command = new Command('build')
    .description('build an image from a Dockerfile; commands of RUN are not run')
    .argument('<context>', 'folder')
    .option('-f, --file <path>', 'the Dockerfile')
    .option('-t, --tag <name>', 'name of the image', collect, [])
    .option('--build-arg <name=value>', 'value of an ARG', collect, [])
    .option('--label <name=value>', 'label of the image', collect, [])
    .option('--target <stage>', 'the last stage to build')
    .option('--platform <os/arch>', 'what the image says that it is for')
    .option('--pull', 'fetch base images although they are here')
    .option('--push', 'push the image under all its names')
    .option('-q, --quiet', 'print nothing but the id of the image')
    .option('--iidfile <path>', 'file that gets the id of the image')
    .action((context: string, flags: BuildFlags) => run(host, context, flags));
  for (const option of WITHOUT_EFFECT) command.option(option, 'no effect here');
  return command;
}

async function run(host: DockerHost, context: string, flags: BuildFlags): Promise<void> {
  const quiet = { ...host, note: () => undefined };
  const { config } = (
    await build(flags.quiet === true ? quiet : host, {
      context,
      tags: flags.tag,
      buildArgs: pairs(flags.buildArg, host.environment),
      labels: pairs(flags.label, {}),
      architecture: architectureOf(flags.platform),
      pull: flags.pull === true,
      ...(flags.file !== undefined && { file: flags.file }),
      ...(flags.target !== undefined && { target: flags.target }),
    })
  ).manifest;
  if (flags.quiet === true) host.print(config.digest);
  else host.note(`writing image ${config.digest}`);
  for (const tag of flags.tag) if (flags.quiet !== true) host.note(`naming to ${tag}`);
  if (flags.iidfile !== undefined) await writeFile(path.resolve(host.directory, flags.iidfile), config.digest);
  if (flags.push === true) for (const tag of flags.tag) await push(host, tag);
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** `name` alone takes its value from the environment, if that has it. */
function pairs(
  texts: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const entries = texts.map((text) => {
    const end = text.indexOf('=');
    return end < 0 ? ([text, environment[text]] as const) : ([text.slice(0, end), text.slice(end + 1)] as const);
  });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function architectureOf(platform: string | undefined): string {
  if (platform === undefined) return LOCAL_ARCHITECTURE;
  const [, architecture] = /^linux\/(\w+)(?:\/\w+)?$/.exec(platform) ?? [];
  if (architecture !== undefined) return architecture;
  throw new DockerError(
    `--platform ${platform}: the stand-in for docker builds for one Linux platform, e.g. linux/amd64`,
  );
}
