import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/** One file of JavaScript. */
export interface Translation {
  readonly code: Uint8Array;
  /** The project's own files that it was made from, from the project's folder. */
  readonly files: readonly string[];
}

/**
 * Node.js learns TypeScript when the program begins, not before: it would look through the whole program too. It is
 * for the config file, which is no part of it and may be JSON.
 */
const LEARN_TYPESCRIPT = `if (!/\\.json$/.test(process.env.PLATFORM_CONFIG ?? '')) require('tsx/cjs');`;

/**
 * Makes one file of a TypeScript program with its packages.
 * @param entry the program
 * @param root the project's folder
 * @throws Error if it cannot be translated
 */
export async function translate(entry: string, root: string): Promise<Translation> {
  // It is not needed where nothing changed.
  const { build } = await import('esbuild');
  const { metafile, outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: `node${process.versions.node}`,
    // A package's second form, where the first finds its parts in a way that cannot be followed.
    mainFields: ['module', 'main'],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    banner: { js: LEARN_TYPESCRIPT },
    logLevel: 'silent',
    plugins: [asIfInPlace],
  });
  const [made] = outputFiles;
  if (made === undefined) throw new Error(`nothing was made of ${entry}`);
  const files = Object.keys(metafile.inputs).filter((input) => !input.includes('node_modules'));
  return { code: made.contents, files };
}

/** Files of the project find what is beside them, and modules that a package does not export. */
const asIfInPlace: Plugin = {
  name: 'as if in place',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      if (file.includes('node_modules')) return undefined;
      const text = await readFile(file, 'utf8');
      const contents = text
        .replaceAll(/\b__dirname\b/g, JSON.stringify(path.dirname(file)))
        .replaceAll(/\b__filename\b/g, JSON.stringify(file))
        // A package's inside must be the one in the bundle, not a second copy of it.
        .replaceAll(/\brequireOf\(/g, 'require(');
      return { contents, loader: 'ts' };
    });
  },
};
