import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/** One file of JavaScript. */
export interface Translation {
  readonly code: Uint8Array;
  /** The project's own files that it was made from, from the project's folder. */
  readonly files: readonly string[];
}

/** Its file, as JavaScript: a package manager may let the command line have it, but not the project. */
const TSX = JSON.stringify(require.resolve('tsx/cjs'));

/**
 * Node.js learns TypeScript when the program begins, not before: it would look through the whole program too. It is
 * for the config file, which is no part of it and may be JSON.
 */
const LEARN_TYPESCRIPT = `if (!/\\.json$/.test(process.env.PLATFORM_CONFIG ?? '')) require(${TSX});`;

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
    plugins: [asIfInPlace(root)],
  });
  const [made] = outputFiles;
  if (made === undefined) throw new Error(`nothing was made of ${entry}`);
  const files = Object.keys(metafile.inputs).filter((input) => !input.includes('node_modules'));
  return { code: made.contents, files };
}

/** Files of the project and of the library find what is beside them, and modules that a package does not export. */
function asIfInPlace(root: string): Plugin {
  const library = libraryOf(root);
  return {
    name: 'as if in place',
    setup(build) {
      const load: Parameters<typeof build.onLoad>[1] = async ({ path: file }) => {
        if (file.includes('node_modules') && !isWithin(library, file)) return undefined;
        return { contents: inPlace(await readFile(file, 'utf8'), file), loader: file.endsWith('.ts') ? 'ts' : 'js' };
      };
      build.onLoad({ filter: /\.ts$/ }, load);
      // Only files of the library: to ask about each file of every package would take longer than to read them.
      if (library !== undefined) build.onLoad({ filter: new RegExp(`^${escaped(library)}.*\\.js$`) }, load);
    },
  };
}

/** The folder of the library that the project has installed; none in the repository of the library. */
function libraryOf(root: string): string | undefined {
  try {
    return path.dirname(createRequire(path.join(root, 'main.ts')).resolve('fargate-delivery'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function isWithin(folder: string | undefined, file: string): boolean {
  return folder !== undefined && file.startsWith(`${folder}${path.sep}`);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function inPlace(text: string, file: string): string {
  return (
    text
      .replaceAll(/\b__dirname\b/g, JSON.stringify(path.dirname(file)))
      .replaceAll(/\b__filename\b/g, JSON.stringify(file))
      // A package's inside must be the one in the bundle, not a second copy of it.
      .replaceAll(/\brequireOf\(/g, 'require(')
  );
}
