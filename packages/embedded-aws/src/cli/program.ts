import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { cacheFolder } from './cache-folder';
import { parseAccount, parsePort, parseRegion, parseRepository, parseSpeed } from './options';
import { run, type Flags } from './run';

const EXAMPLES = `
Examples:
  $ embedded-aws > variables.sh          # and in another shell:
  $ . ./variables.sh && aws s3 mb s3://a-bucket && aws s3 ls

  $ embedded-aws --account 123456789012 --region eu-central-1 --github acme/shop --speed 30

Only lines "export NAME=value" are written to standard output; progress goes to standard error.
Ctrl-C ends it. What is stored in it is lost then.`;

/**
 * The command line of embedded-aws.
 * @param signal ends what it started
 */
export function buildProgram(env: Readonly<Record<string, string | undefined>>, signal: AbortSignal): Command {
  const program = new Command('embedded-aws');
  // Without it, commander ends the process on its own after --help and after a wrong option.
  program.exitOverride();
  program
    .description('Starts an AWS on this machine, and a GitHub if repositories are named, until Ctrl-C.')
    .version(versionOfPackage())
    .option('--account <digits>', 'AWS account', parseAccount, '123456789012')
    .option('--region <name>', 'AWS region', parseRegion, 'us-east-1')
    .option('--github <owner/name>', 'a repository of the embedded GitHub; may be given several times', parseRepository)
    .option('--port <number>', 'TCP port of the embedded AWS (default: a free one)', parsePort)
    .option('--speed <factor>', 'how much faster than real the time in it is', parseSpeed, 1)
    .option('--venv <folder>', 'where moto is installed, once', path.join(cacheFolder(env), 'venv'))
    .addHelpText('after', EXAMPLES)
    .action((flags: Flags) => run(flags, signal));
  return program;
}

function versionOfPackage(): string {
  const text = readFileSync(path.join(__dirname, '../../package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
