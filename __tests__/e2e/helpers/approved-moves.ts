import type { MoveOptions } from '../../../cli/state/move-gateway-state';

/** Moves states without asking, as where everything is approved, and without a word. */
export const APPROVED_MOVES: MoveOptions = {
  tell: () => undefined,
  approve: () => Promise.resolve(),
  finish: (work) => work,
};
