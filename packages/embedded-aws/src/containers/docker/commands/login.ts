import { text } from 'node:stream/consumers';

import { Command } from 'commander';

import { removeCredentials, writeCredentials } from '../credentials';
import { DockerError } from '../docker-error';
import type { DockerHost } from '../host';
import { openRegistry } from '../registry/client';

/** Options of `docker login`, as commander reads them. */
interface LoginFlags {
  readonly username?: string;
  readonly password?: string;
  readonly passwordStdin?: boolean;
}

/** `docker login` and `docker logout`. */
export function loginCommands(host: DockerHost): Command[] {
  const login = new Command('login')
    .description('log in to a registry of ECR')
    .argument('<registry>', '<account>.dkr.ecr.<region>.amazonaws.com')
    .option('-u, --username <name>', 'AWS')
    .option('-p, --password <token>', 'what aws ecr get-login-password gives')
    .option('--password-stdin', 'take the password from standard input')
    .action((registry: string, flags: LoginFlags) => logIn(host, hostOf(registry), flags));
  const logout = new Command('logout')
    .description('forget the login')
    .argument('<registry>', '<account>.dkr.ecr.<region>.amazonaws.com')
    .action(async (registry: string) => {
      const wasKnown = await removeCredentials(host, hostOf(registry));
      host.print(
        wasKnown ? `Removing login credentials for ${hostOf(registry)}` : `Not logged in to ${hostOf(registry)}`,
      );
    });
  return [login, logout];
}

async function logIn(host: DockerHost, registry: string, flags: LoginFlags): Promise<void> {
  const password = flags.passwordStdin === true ? (await text(host.input)).trim() : flags.password;
  if (flags.username === undefined || password === undefined) {
    throw new DockerError('Cannot perform an interactive login: give --username AWS and --password-stdin');
  }
  if (password === '') throw new DockerError('password is empty: aws ecr get-login-password printed nothing');
  const auth = Buffer.from(`${flags.username}:${password}`).toString('base64');
  const client = await openRegistry(host, registry, auth);
  try {
    (await client.send('GET', '/v2/', [200])).incoming.resume();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DockerError(
      `Error response from daemon: login attempt to https://${registry}/v2/ failed: the user is AWS and the password what aws ecr get-login-password gives (${reason})`,
    );
  }
  await writeCredentials(host, registry, auth);
  host.print('Login Succeeded');
}

/** Registries are given as hosts or as addresses. */
function hostOf(registry: string): string {
  return registry.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}
