import type { DataPlane } from './data-plane';

/** Everything that is served beside AWS's own calls. */
export const DATA_PLANES: readonly DataPlane[] = [];
