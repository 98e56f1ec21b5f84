import { environmentOfGateway, formerGatewayId, stackIds } from '../../platform/stack-ids';
import { stackOfStateKey, stateKey } from '../../platform/states';
import { UserError } from '../errors';
import type { Environment } from '../project';
import { stateLocation, stateOf, type Stack } from '../stacks/manifest';
import { readState, type State } from './state';

/** The state of a gateway that lies under the id which the stack had before. */
export interface UnmovedState {
  /** Id of the stack. */
  readonly gateway: string;
  /** Key of the state where it lies. */
  readonly from: string;
  /** Key of the state where it belongs. */
  readonly to: string;
}

/**
 * Whether a state is that of an API, whole or in part, and not that of a service. Both have log groups; what the API
 * logs to is a child of its stage.
 */
export function isGatewayState({ resources, outputs }: Pick<State, 'resources' | 'outputs'>): boolean {
  return (
    'user_pool_id' in outputs ||
    resources.some(
      ({ type, name }) =>
        /^aws_(api_gateway|cognito)_/.test(type) || (type === 'aws_cloudwatch_log_group' && name.startsWith('stage_')),
    )
  );
}

/** Where the state of an environment's gateway lies or lay, and where it belongs. */
export function gatewayMove(platform: string, environment: string): UnmovedState {
  const gateway = stackIds.gateway(environment);
  return {
    gateway,
    from: stateKey(platform, formerGatewayId(environment)),
    to: stateKey(platform, gateway),
  };
}

/** The moves that are left to do for some of these stacks: for gateways, and for services that have the former id. */
export async function unmovedStates(stacks: readonly Stack[], env: Environment): Promise<UnmovedState[]> {
  const [first] = stacks;
  if (first === undefined) return [];
  const { platform } = stackOfStateKey(stateLocation(first).key);
  const environments = new Set(stacks.flatMap(({ name }) => environmentOfGateway(name) ?? []));
  const found: UnmovedState[] = [];
  for (const environment of environments) {
    const state = await readState(stateOf(first, formerGatewayId(environment)), env);
    if (state !== undefined && isGatewayState(state)) found.push(gatewayMove(platform, environment));
  }
  return found;
}

/**
 * Requires that no state of a gateway lies where it lay before: Terraform would take the API for new, and the service
 * that has its former id for the API.
 * @throws UserError with the command that moves it
 */
export async function requireMovedStates(stacks: readonly Stack[], env: Environment): Promise<void> {
  const unmoved = await unmovedStates(stacks, env);
  if (unmoved.length === 0) return;
  const list = unmoved.map(({ gateway, from }) => `that of ${gateway} is still ${from}`);
  throw new UserError(
    `States have to be moved first: ${list.join(', ')}.`,
    `Deploying moves them: npm run deploy -- ${unmoved.map(({ gateway }) => gateway).join(' ')}`,
  );
}
