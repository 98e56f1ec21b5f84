import path from 'node:path';
import type { Readable } from 'node:stream';

import { ImageStore } from './image-store';

/** What a run of docker has around it. */
export interface DockerHost {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Working directory. */
  readonly directory: string;
  readonly input: Readable;
  /** Prints a line. */
  readonly print: (line: string) => void;
  /** Prints a line of progress or a warning, to standard error. */
  readonly note: (line: string) => void;
}

/** Where docker keeps what it knows (Docker CLI reference, "Environment variables", DOCKER_CONFIG). */
export function homeOf({ environment, directory }: DockerHost): string {
  return environment['DOCKER_CONFIG'] ?? path.join(environment['HOME'] ?? directory, '.docker');
}

/** The images that were built or pulled with this home. */
export function storeOf(host: DockerHost): ImageStore {
  return new ImageStore(path.join(homeOf(host), 'rehearsal-images'));
}
