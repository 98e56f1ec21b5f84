import type { Dockerfile, Instruction } from '../dockerfile/parse';
import { expand, splitWords, type Variables } from '../dockerfile/words';
import type { BuildOptions } from './options';

/** Variables that need no ARG before the first FROM (Dockerfile reference, "Automatic platform ARGs"). */
function platformArguments({ architecture }: Pick<BuildOptions, 'architecture'>): Variables {
  const platform = { OS: 'linux', ARCH: architecture, PLATFORM: `linux/${architecture}`, VARIANT: '' };
  const pairs = Object.entries(platform).flatMap(([name, value]) => [
    [`TARGET${name}`, value],
    [`BUILD${name}`, value],
  ]);
  return Object.fromEntries(pairs) as Variables;
}

/** Variables of the ARGs before the first FROM, which the FROMs see. */
export function globalArguments({ instructions, escape }: Dockerfile, options: BuildOptions): Variables {
  const first = instructions.findIndex(({ keyword }) => keyword === 'FROM');
  let globals = platformArguments(options);
  for (const instruction of instructions.slice(0, first)) {
    globals = { ...globals, ...declared(instruction, globals, escape, options.buildArgs, {}) };
  }
  return globals;
}

/**
 * The variables that one ARG declares: each has the value of the command line, its default, or what it was before the
 * first FROM; without any of these it is not set.
 * @param variables that the defaults may use
 */
export function declared(
  { text }: Instruction,
  variables: Variables,
  escape: string,
  given: Variables,
  globals: Variables,
): Variables {
  const pairs = splitWords(text, escape).map((word) => {
    const [name = '', ...rest] = word.split('=');
    const preset = rest.length === 0 ? globals[name] : expand(rest.join('='), variables, escape);
    return [name, given[name] ?? preset] as const;
  });
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** Names that a Dockerfile declares anywhere. */
export function declaredNames({ instructions, escape }: Dockerfile): ReadonlySet<string> {
  const args = instructions.filter(({ keyword }) => keyword === 'ARG');
  return new Set(args.flatMap(({ text }) => splitWords(text, escape).map((word) => word.split('=', 1)[0] ?? '')));
}
