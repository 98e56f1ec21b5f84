import { Command } from 'commander';

import { aboutCommands, versionLine } from './commands/about';
import { buildCommand } from './commands/build';
import { imageCommands } from './commands/images';
import { loginCommands } from './commands/login';
import { DockerError } from './docker-error';
import type { DockerHost } from './host';

/**
 * The command line of the stand-in.
 * @throws DockerError | CommanderError what it ends with
 */
export function dockerProgram(host: DockerHost): Command {
  const program = new Command('docker')
    .description('A stand-in for docker that needs no engine.')
    .version(versionLine, '-v, --version')
    .argument('[command]')
    .action((command?: string) => unsupported(program, command));
  const buildx = new Command('buildx').description('the same: build').addCommand(buildCommand(host));
  const commands = [...loginCommands(host), buildCommand(host), buildx, ...imageCommands(host), ...aboutCommands(host)];
  for (const command of commands) program.addCommand(command);
  for (const command of [program, ...descendants(program)]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => {
        host.print(text.trimEnd());
      },
      writeErr: (text) => {
        host.note(text.trimEnd());
      },
    });
  }
  return program.allowUnknownOption().allowExcessArguments();
}

function descendants({ commands }: Command): Command[] {
  return commands.flatMap((command) => [command, ...descendants(command)]);
}

function unsupported({ commands }: Command, command = ''): never {
  const names = commands.map((each) => each.name()).join(', ');
  throw new DockerError(
    `docker ${command}: this is a stand-in for docker, which runs no containers; it supports ${names}. Install Docker for everything else.`,
  );
}
