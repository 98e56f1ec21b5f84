import { Table } from '../../../gateway/table';

/**
 * Smooth weighted round robin, as in nginx: with the weights 3 and 1, every fourth choice is the second. AWS does not
 * document in which order it chooses.
 */
export class RoundRobin {
  #credits: ReadonlyMap<string, number> = new Map();

  /**
   * @param weights by name, in the order in which equals are chosen; the names may change from call to call
   * @returns the next one, or undefined if none has a weight above 0
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

/** What was chosen last, by ARN of the rule that forwards or of the target group. */
export const rotations = new Table<RoundRobin>('Elastic Load Balancing turns');
