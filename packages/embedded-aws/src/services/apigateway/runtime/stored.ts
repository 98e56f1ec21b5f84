import {
  APIGatewayClient,
  GetStageCommand,
  NotFoundException,
  paginateGetApiKeys,
  paginateGetUsagePlanKeys,
  paginateGetUsagePlans,
  type Stage,
} from '@aws-sdk/client-api-gateway';

import { type Snapshot, snapshots } from '../handlers/snapshots';
import type { Runtime } from '../../../gateway/runtime';
import type { Memory, Place } from '../../../gateway/table';
import { Memo } from '../../../gateway/memo';

/** A stage, and what it serves. */
export interface ServedStage {
  readonly place: Place;
  readonly stage: Stage;
  readonly snapshot: Snapshot;
}

/** What API Gateway serves. What was read once is kept until something is changed, so that requests cost no calls. */
class StoredApis {
  readonly #memo = new Memo();
  readonly #clients = new Map<string, APIGatewayClient>();

  constructor(private readonly runtime: Runtime) {}

  /** Reads everything anew from now on. */
  forget(): void {
    this.#memo.forget();
  }

  /** @returns undefined if there is no such API, or no such stage of it */
  stage(restApiId: string, stageName: string): Promise<ServedStage | undefined> {
    return this.#memo.once(`stage ${restApiId}/${stageName}`, async () => {
      const place = placeOf(this.runtime.memory, restApiId);
      const stage = place && (await this.#getStage(place, restApiId, stageName));
      if (place === undefined || stage === undefined) return undefined;
      const deployment = `/restapis/${restApiId}/deployments/${String(stage.deploymentId)}`;
      const snapshot = snapshots.in(this.runtime.memory, place).get(deployment);
      return snapshot && { place, stage, snapshot };
    });
  }

  /** @returns the values of the enabled API keys whose usage plan has the stage */
  apiKeys(place: Place, restApiId: string, stageName: string): Promise<ReadonlySet<string>> {
    return this.#memo.once(`API keys of ${restApiId}/${stageName}`, async () => {
      const client = this.#client(place);
      const enabled = await enabledKeys(client);
      const ids = await keysOfStage(client, restApiId, stageName);
      return new Set(ids.flatMap((id) => enabled.get(id) ?? []));
    });
  }

  async #getStage(place: Place, restApiId: string, stageName: string): Promise<Stage | undefined> {
    try {
      return await this.#client(place).send(new GetStageCommand({ restApiId, stageName }));
    } catch (error) {
      if (error instanceof NotFoundException) return undefined;
      throw error;
    }
  }

  #client({ account, scope: { region } }: Place): APIGatewayClient {
    const key = `${account} ${region}`;
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    const client = new APIGatewayClient(this.runtime.asAccount(account, region));
    this.runtime.signal.addEventListener('abort', client.destroy.bind(client), { once: true });
    this.#clients.set(key, client);
    return client;
  }
}

const stored = new WeakMap<Memory, StoredApis>();

/** What API Gateway serves in an embedded AWS. */
export function storedApis(runtime: Runtime): StoredApis {
  const known = stored.get(runtime.memory) ?? new StoredApis(runtime);
  stored.set(runtime.memory, known);
  return known;
}

/** The account and region of an API that was ever deployed; ids are unique over all of them. */
function placeOf(memory: Memory, restApiId: string): Place | undefined {
  const entry = snapshots.list(memory).find((each) => each.includes(` /restapis/${restApiId}/`));
  const [account, region] = entry?.split(' ') ?? [];
  return account === undefined || region === undefined ? undefined : { account, scope: { region } };
}

async function enabledKeys(client: APIGatewayClient): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for await (const { items = [] } of paginateGetApiKeys({ client }, { includeValues: true })) {
    for (const { id = '', value = '', enabled } of items) if (enabled === true) values.set(id, value);
  }
  return values;
}

async function keysOfStage(client: APIGatewayClient, restApiId: string, stageName: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const { items = [] } of paginateGetUsagePlans({ client }, {})) {
    const plans = items.filter(({ apiStages = [] }) =>
      apiStages.some(({ apiId, stage }) => apiId === restApiId && stage === stageName),
    );
    for (const { id: usagePlanId } of plans) {
      for await (const keys of paginateGetUsagePlanKeys({ client }, { usagePlanId })) {
        ids.push(...(keys.items ?? []).map(({ id = '' }) => id));
      }
    }
  }
  return ids;
}
