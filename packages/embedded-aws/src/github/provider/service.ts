import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import { planWebhook } from './planner';
import { ProviderError } from './provider-error';
import { applyWebhook, importedWebhook, readWebhook } from './resource';
import { unary } from './rpc';
import { providerSchema, WEBHOOK_TYPE, webhookSchema } from './schema';
import { providerBlock, providerSettings, type ProviderSettings } from './settings';
import { fromDynamic, toDynamic, type DynamicValue } from './value';
import { checkConfiguration, webhookValue } from './webhook';

const webhookOrNull = webhookValue.nullable();

interface ConfigRequest {
  readonly config: DynamicValue;
}

interface UpgradeRequest {
  readonly version: number;
  readonly raw_state: { readonly json: Uint8Array };
}

interface ReadRequest {
  readonly current_state: DynamicValue;
}

interface PlanRequest {
  readonly prior_state: DynamicValue;
  readonly proposed_new_state: DynamicValue;
  readonly config: DynamicValue;
}

interface ApplyRequest {
  readonly prior_state: DynamicValue;
  readonly planned_state: DynamicValue;
}

interface ImportRequest {
  readonly type_name: string;
  readonly id: string;
}

/** The settings of each connection, by its address. */
type Connections = Map<string, ProviderSettings>;

/**
 * The methods of service tfplugin5.Provider that Terraform calls. Every provider block of every running Terraform has a
 * connection of its own; connections are configured apart, so that many can share the service.
 * @param apiUrl - the API in place of api.github.com, without a slash at its end
 */
export function providerService(apiUrl: string): UntypedServiceImplementation {
  const connections: Connections = new Map();
  return {
    GetSchema: unary(getSchema),
    PrepareProviderConfig: unary(({ config }: ConfigRequest) => ({ prepared_config: config })),
    Configure: unary((request: ConfigRequest, peer) => configure(connections, apiUrl, request, peer)),
    ValidateResourceTypeConfig: unary(validate),
    UpgradeResourceState: unary(upgrade),
    ReadResource: unary((request: ReadRequest, peer) => read(settingsOf(connections, peer), request)),
    PlanResourceChange: unary(plan),
    ApplyResourceChange: unary(
      (request: ApplyRequest, peer) => apply(settingsOf(connections, peer), request),
      // What failed has changed nothing: each operation is a single request to GitHub.
      (request) => ({ new_state: request.prior_state, legacy_type_system: true }),
    ),
    ImportResourceState: unary(importState),
    Stop: unary(() => ({ Error: '' })),
  };
}

function getSchema(): object {
  return { provider: providerSchema, resource_schemas: { [WEBHOOK_TYPE]: webhookSchema } };
}

function configure(connections: Connections, apiUrl: string, { config }: ConfigRequest, peer: string): object {
  connections.set(peer, providerSettings(fromDynamic(providerBlock, config), apiUrl));
  return {};
}

function settingsOf(connections: Connections, peer: string): ProviderSettings {
  const settings = connections.get(peer);
  if (settings === undefined) {
    throw new Error(`${peer} asks for a webhook before it has configured the provider`);
  }
  return settings;
}

function validate({ config }: ConfigRequest): object {
  checkConfiguration(fromDynamic(webhookValue, config));
  return {};
}

/** Terraform keeps states as JSON and has them read by the provider, even those of the current version. */
function upgrade({ version, raw_state: state }: UpgradeRequest): object {
  if (version !== webhookSchema.version) {
    throw new ProviderError(
      `State of ${WEBHOOK_TYPE} has schema version ${version}, known is ${webhookSchema.version}`,
      'The state was written by another major version of the provider. Apply it once with the real provider.',
    );
  }
  const webhook = webhookValue.parse(JSON.parse(Buffer.from(state.json).toString()));
  return { upgraded_state: toDynamic(webhook) };
}

async function read(settings: ProviderSettings, request: ReadRequest): Promise<object> {
  const state = fromDynamic(webhookOrNull, request.current_state);
  return { new_state: toDynamic(state === null ? null : await readWebhook(settings, state)) };
}

function plan(request: PlanRequest): object {
  if (fromDynamic(webhookOrNull, request.proposed_new_state) === null) {
    return { planned_state: request.proposed_new_state, legacy_type_system: true };
  }
  const prior = fromDynamic(webhookOrNull, request.prior_state);
  const { planned, requiresReplace } = planWebhook(prior, fromDynamic(webhookValue, request.config));
  return {
    planned_state: toDynamic(planned),
    requires_replace: requiresReplace.map((name) => ({ steps: [{ attribute_name: name }] })),
    legacy_type_system: true,
  };
}

async function apply(settings: ProviderSettings, request: ApplyRequest): Promise<object> {
  const prior = fromDynamic(webhookOrNull, request.prior_state);
  const planned = fromDynamic(webhookOrNull, request.planned_state);
  return { new_state: toDynamic(await applyWebhook(settings, prior, planned)), legacy_type_system: true };
}

function importState({ type_name: type, id }: ImportRequest): object {
  return { imported_resources: [{ type_name: type, state: toDynamic(importedWebhook(id)) }] };
}
