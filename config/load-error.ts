import { ConfigError } from './config-error';
import type { Issue } from './issue';

/** A config file that could not be read as a config at all. */
export class LoadError extends ConfigError {
  /** @param place the file, with `:line:column` where known. */
  constructor(place: string, issue: Omit<Issue, 'path'>) {
    super([{ path: place, ...issue }], place.replace(/(:\d+)+$/, ''));
  }
}
