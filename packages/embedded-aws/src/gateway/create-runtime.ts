import { setMaxListeners } from 'node:events';

import { isAbortError } from '../error-kinds';
import type { Clock } from '../clock';
import type { ContainerEngine } from '../containers/container';
import { accountOfArn } from '../iam/principals';
import { AddressBook } from './address-book';
import { checkTrust } from './authorization/trust';
import type { AssumeRoleOptions, Runtime } from './runtime';
import { openSession } from './sessions';
import type { AwsCredentials, AwsSettings } from './settings';
import type { Memory } from './table';

/** What a runtime is made of. */
export interface RuntimeOptions extends Pick<
  Runtime,
  'endpoint' | 'memory' | 'folder' | 'programs' | 'environment' | 'githubUrl'
> {
  readonly clock: Clock;
  /** Makes what runs containers, when it is first needed. */
  readonly containers: (runtime: Runtime) => ContainerEngine;
  /** Told of bugs in what goes on by itself. */
  readonly onFailure: (error: Error) => void;
  /** Told what a user should know though AWS does not tell it. */
  readonly onWarning: (message: string) => void;
}

/** A runtime, and how it ends. */
export interface OwnedRuntime extends Runtime {
  /** Ends everything that goes on by itself; resolves when it has. */
  stop(): Promise<void>;
}

/** Makes what the running parts of one embedded AWS have in common. */
export function createRuntime({ onFailure, onWarning, containers, ...options }: RuntimeOptions): OwnedRuntime {
  const ending = new AbortController();
  // Everything that waits listens to it.
  setMaxListeners(0, ending.signal);
  const running = new Set<Promise<void>>();
  const settings = (region: string, credentials: AwsCredentials): AwsSettings => ({
    endpoint: options.endpoint,
    region,
    credentials,
  });
  let engine: ContainerEngine | undefined;
  const runtime: OwnedRuntime = {
    ...options,
    addresses: new AddressBook(),
    signal: ending.signal,
    get containers() {
      return (engine ??= containers(runtime));
    },
    asAccount: (account, region) => settings(region, openSession(options.memory, { account })),
    assumeRole: async (role) => settings(role.region, await assume(options.memory, role)),
    background: (what, run) => {
      const task = run(ending.signal)
        .catch((error: unknown) => {
          if (ending.signal.aborted && isAbortError(error)) return;
          onFailure(new Error(`${what} failed`, { cause: error }));
        })
        .finally(() => running.delete(task));
      running.add(task);
    },
    warn: (message) => {
      if (!ending.signal.aborted) onWarning(message);
    },
    stop: async () => {
      ending.abort();
      await Promise.all(running);
    },
  };
  return runtime;
}

async function assume(memory: Memory, options: AssumeRoleOptions): Promise<AwsCredentials> {
  const { roleArn, service } = options;
  await checkTrust(memory, options);
  const sessionName = options.sessionName ?? service.replace(/\..*$/, '');
  return openSession(memory, { account: accountOfArn(roleArn), role: { roleArn, sessionName } });
}
