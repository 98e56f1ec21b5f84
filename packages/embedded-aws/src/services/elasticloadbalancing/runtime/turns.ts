import { Table } from '../../../gateway/table';

/**
 * Deals out turns by weight, evenly mixed: of weights 3 and 1, every fourth turn is the second one's. (Smooth weighted
 * round robin, as nginx does it. AWS does not say how it mixes.)
 */
export class Turns {
  #credits: ReadonlyMap<string, number> = new Map();

  /**
   * @param weights by name, in the order in which equals come; who joins or leaves does not disturb the others
   * @returns whose turn it is, or undefined if nobody has a weight above 0
   */
  next(weights: ReadonlyMap<string, number>): string | undefined {
    const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
    if (total === 0) return undefined;
    const credits = new Map([...weights].map(([name, weight]) => [name, (this.#credits.get(name) ?? 0) + weight]));
    const [chosen, credit] = [...credits].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
    this.#credits = credits.set(chosen, credit - total);
    return chosen;
  }
}

/** Whose turn it is, by ARN of the rule that forwards or of the target group. */
export const turns = new Table<Turns>('Elastic Load Balancing turns');
