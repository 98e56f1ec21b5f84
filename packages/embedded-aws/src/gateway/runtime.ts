import type { AddressBook } from './address-book';
import type { Clock } from '../clock';
import type { ContainerEngine } from '../containers/container';
import type { AwsSettings } from './settings';
import type { Memory } from './table';

/** How a service assumes a role. */
export interface AssumeRoleOptions {
  readonly roleArn: string;
  /** The AWS service that assumes it, as trust policies name it, e.g. `codebuild.amazonaws.com`. */
  readonly service: string;
  /** ARN of the resource that it works for, which trust policies ask for as `aws:SourceArn`. */
  readonly sourceArn: string;
  readonly region: string;
  /** @default a name made from the service */
  readonly sessionName?: string;
}

/**
 * What the running parts of the embedded AWS have in common. They know what is stored only through the calls of an AWS
 * SDK, made as the principal that AWS uses: a role that the stored resource names, or AWS itself.
 */
export interface Runtime {
  /** `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** Time of the embedded AWS; nothing else tells it. */
  readonly clock: Clock;
  readonly memory: Memory;
  /** Which addresses and ports of tasks lead to which ports of this machine. */
  readonly addresses: AddressBook;
  /** What runs the containers of tasks. */
  readonly containers: ContainerEngine;
  /** Folder for what is too large for memory: images, builds. Gone when the embedded AWS ends. */
  readonly folder: string;
  /** Folders with programs that builds find first on PATH: docker, the aws CLI and the Python of the virtual environment. */
  readonly programs: readonly string[];
  /** Added to the environment of every program that is started, e.g. to find all of them later. */
  readonly environment: Readonly<Record<string, string>>;
  /** Address of GitHub's REST API. @default https://api.github.com */
  readonly githubUrl: string;
  /** Aborted when the embedded AWS ends. */
  readonly signal: AbortSignal;

  /** Settings of clients that act as an account's owner: for what AWS does itself, without a policy that allows it. */
  asAccount(account: string, region: string): AwsSettings;

  /**
   * Settings of clients that act as a role.
   * @throws AwsError `AccessDenied` if there is no such role or its trust policy does not let the service assume it
   */
  assumeRole(options: AssumeRoleOptions): Promise<AwsSettings>;

  /**
   * Lets something go on by itself until it ends or the embedded AWS does. What it throws is a bug, and is told.
   * @param what names it in the message
   * @param run given {@link Runtime.signal}; an `AbortError` after the signal is no failure
   */
  background(what: string, run: (signal: AbortSignal) => Promise<void>): void;

  /** Tells the user what AWS itself would not tell, such as log lines that were dropped. Nothing is told after the end. */
  warn(message: string): void;
}
