import { randomUUID } from 'node:crypto';
import { UserError } from '../errors';
import type { Environment } from '../project';
import { stateLocation, type Stack } from '../stacks/manifest';
import { isGatewayState, unmovedStates, type UnmovedState } from './gateway-state';
import { parseState } from './state';
import { withStateLocks } from './state-lock';
import { openStateStore, type StateStore } from './state-store';

/** How states are moved. */
export interface MoveOptions {
  /** Called with each state that is moved. */
  readonly tell: (text: string) => void;
  /** Asked once before anything is moved; throws to refuse. */
  readonly approve: (question: string) => Promise<void>;
  /** Waits for a move, and makes Ctrl-C wait for it. */
  readonly finish: <Result>(work: Promise<Result>) => Promise<Result>;
}

/**
 * Moves the states of gateways that lie under the id which the stack had before, those of some stacks' environments.
 * @throws UserError if one is locked, or if there are two states of one API
 */
export async function moveGatewayStates(
  stacks: readonly Stack[],
  env: Environment,
  { tell, approve, finish }: MoveOptions,
): Promise<void> {
  const [first] = stacks;
  const moves = await unmovedStates(stacks, env);
  if (first === undefined || moves.length === 0) return;
  await approve(questionOf(moves));
  for (const move of moves) {
    if (await finish(moveGatewayState(openStateStore(stateLocation(first), env), move))) {
      tell(`Moved the state ${move.from} to ${move.to}: the stack is called ${move.gateway} now.`);
    }
  }
}

function questionOf(moves: readonly UnmovedState[]): string {
  const list = moves.map(({ from, to }) => `${from} to ${to}`).join(', ');
  return `Move ${list}? From then on, do not deploy with the version that you come from: it would create a second API.`;
}

/**
 * Moves the state of one gateway, with both keys locked. The old object stays, as the state of a stack that holds
 * nothing: the roles of jobs may write states, and delete none.
 * @returns false if there is nothing to move
 * @throws UserError if one is locked, or if there are two states of one API
 */
export async function moveGatewayState(store: StateStore, { from, to, gateway }: UnmovedState): Promise<boolean> {
  return withStateLocks(store, [from, to], async () => {
    const text = await store.read(from);
    if (text === undefined || !isGatewayState(parseState(text))) return false;
    // An interrupted move has left the same bytes there.
    const isCopied = (await store.create(to, text)) || (await store.read(to)) === text;
    if (!isCopied) throw twoStates({ from, to, gateway });
    await store.write(from, emptyState());
    return true;
  });
}

/** A state that holds nothing, of no stack in particular. Source: Terraform's state format, version 4. */
function emptyState(): string {
  return JSON.stringify({ version: 4, serial: 1, lineage: randomUUID(), outputs: {}, resources: [] });
}

function twoStates({ from, to, gateway }: UnmovedState): UserError {
  return new UserError(
    `There are two states of ${gateway}: ${to}, and ${from}, where it was before.`,
    `Find out which one knows the API that is in use (terraform state list in a copy of each), and remove the other ` +
      'from the state bucket; it keeps the versions of both. Then deploy again.',
  );
}
