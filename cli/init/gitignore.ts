import type { Merged } from './merged';

/** What a project keeps out of git. */
const LINES = ['node_modules/', 'cdktf.out/', '.rehearsal/', '.terraform/', '*.tfstate', '*.tfstate.*', '*.log'];

/** Adds to a .gitignore what it lacks, at its end. @param existing undefined if there is none */
export function mergeGitignore(existing: string | undefined): Merged {
  const has = new Set((existing ?? '').split(/\r?\n/).map(plain));
  const added = LINES.filter((line) => !has.has(plain(line)));
  const eol = existing?.includes('\r\n') === true ? '\r\n' : '\n';
  const before = existing === undefined || existing === '' || existing.endsWith('\n') ? existing : existing + eol;
  return {
    text: (before ?? '') + added.map((line) => `${line}${eol}`).join(''),
    added: added.length > 0 ? [added.join(', ')] : [],
    kept: [],
  };
}

/** A line without what makes no difference for a folder of the project: `/node_modules` ignores `node_modules/`. */
function plain(line: string): string {
  return line.trim().replace(/^\/|\/$/g, '');
}
