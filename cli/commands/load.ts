import { createRequire } from 'node:module';

/**
 * Loads a module, named from this folder, as an import does, but only when it is called; `import()` of Node.js loads
 * JavaScript only.
 */
export const load = createRequire(__filename);
