/** Where a record lives. */
export interface Place {
  readonly account: string;
  readonly scope: { readonly region: string };
}

/** What the gateway remembers on its own; made anew with each gateway. */
export type Memory = object;

/**
 * A kind of resource that moto has no room for. Records are kept per gateway, account and region.
 * @example const webhooks = new Table<Webhook>('AWS::CodePipeline::Webhook');
 */
export class Table<T> {
  readonly #memories = new WeakMap<Memory, Map<string, Map<string, T>>>();

  /** @param type name of the kind, as CloudFormation has it */
  constructor(readonly type: string) {}

  /** The records of one place, by the name or ARN that identifies them there. */
  in(memory: Memory, { account, scope }: Place): Map<string, T> {
    const places = this.#placesOf(memory);
    const place = `${account} ${scope.region}`;
    const records = places.get(place) ?? new Map<string, T>();
    places.set(place, records);
    return records;
  }

  /** The records of all places of a gateway. */
  all(memory: Memory): T[] {
    return [...this.#placesOf(memory).values()].flatMap((records) => [...records.values()]);
  }

  /** The identifiers of all records of a gateway, each after its account and region. */
  list(memory: Memory): string[] {
    return [...this.#placesOf(memory)].flatMap(([place, records]) => [...records.keys()].map((id) => `${place} ${id}`));
  }

  #placesOf(memory: Memory): Map<string, Map<string, T>> {
    const places = this.#memories.get(memory) ?? new Map<string, Map<string, T>>();
    this.#memories.set(memory, places);
    return places;
  }
}
