import type { Environment } from '../../project';
import type { StateLocation } from '../../../platform/states';
import { bucketExists, readState, type State } from '../../state/state';

/** Reads states, each once, from buckets that may not be there. */
export class States {
  private readonly buckets = new Map<string, Promise<boolean>>();
  private readonly states = new Map<string, Promise<State | undefined>>();

  constructor(private readonly env: Environment) {}

  /** Whether there is a bucket for the state. @throws UserError if it is out of reach */
  hasBucket(location: StateLocation): Promise<boolean> {
    return once(this.buckets, location.bucket, () => bucketExists(location, this.env));
  }

  /** @returns undefined if there is no such state, or no bucket @throws UserError if it is out of reach */
  stateAt(location: StateLocation): Promise<State | undefined> {
    return once(this.states, `${location.bucket}/${location.key}`, async () =>
      (await this.hasBucket(location)) ? readState(location, this.env) : undefined,
    );
  }
}

function once<Value>(known: Map<string, Promise<Value>>, key: string, find: () => Promise<Value>): Promise<Value> {
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}
