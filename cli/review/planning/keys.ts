import { keyExists } from '../../keys/key-exists';
import { keysLookedUp } from '../../keys/looked-up';
import type { Environment } from '../../project';
import { stateLocation, type Stack } from '../../stacks/manifest';

/** Asks for keys, once for each. */
export class Keys {
  private readonly found = new Map<string, Promise<boolean>>();

  constructor(private readonly env: Environment) {}

  /**
   * Names of the data sources of a stack that look up keys which are not there yet.
   * @throws UserError if KMS does not say
   */
  async missingIn(stack: Stack): Promise<readonly string[]> {
    const { region } = stateLocation(stack);
    const asked = keysLookedUp(stack.json).map(async ({ name, alias }) => {
      return (await this.exists(alias, region)) ? [] : [name];
    });
    return (await Promise.all(asked)).flat();
  }

  private exists(alias: string, region: string): Promise<boolean> {
    const known = this.found.get(alias) ?? keyExists(alias, region, this.env);
    this.found.set(alias, known);
    return known;
  }
}
