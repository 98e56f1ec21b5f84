import type { AwsSettings } from '../gateway/settings';

/** An image on this machine, ready to run. */
export interface PulledImage {
  /** As it was asked for, e.g. `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop-hello:4f2a91c`. */
  readonly reference: string;
  /** Of its manifest, `sha256:<64 hexadecimal digits>`. */
  readonly digest: string;
}

/** What a container is run with; what is left out, the image decides. */
export interface ContainerOptions {
  readonly image: PulledImage;
  readonly entryPoint?: readonly string[];
  readonly command?: readonly string[];
  readonly workingDirectory?: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Ports that it listens on, as it sees them. */
  readonly containerPorts: readonly number[];
  /** Told of each line that it prints, without its end. */
  readonly onOutput: (line: string) => void;
}

/** A container that was started. */
export interface RunningContainer {
  /** Where each of its ports is on 127.0.0.1. */
  readonly loopbackPorts: ReadonlyMap<number, number>;
  /** Resolves when it ends by itself or is stopped: 128 and the signal's number if a signal ended it. */
  readonly exited: Promise<{ readonly exitCode: number }>;
  /** Sends SIGTERM, and SIGKILL after the time that it gets to end, in milliseconds. */
  stop(graceMs: number): Promise<void>;
}

/** Why an image could not be had or a container not started, in the words of a stopped task's reason. */
export class ContainerError extends Error {
  override readonly name = 'ContainerError';

  /** @param code as stopped tasks show it, before the colon */
  constructor(
    readonly code: 'CannotPullContainerError' | 'CannotStartContainerError',
    message: string,
  ) {
    super(message);
  }
}

/** What runs containers. */
export interface ContainerEngine {
  /**
   * Fetches an image from the embedded registry.
   * @param settings of the task's execution role, which pulls
   * @throws ContainerError
   */
  pull(reference: string, settings: AwsSettings): Promise<PulledImage>;
  /** @throws ContainerError */
  start(options: ContainerOptions): Promise<RunningContainer>;
}
