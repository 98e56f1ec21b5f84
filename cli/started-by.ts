/**
 * What started the command line: an npm script of this repository, a script of the same name in the package.json of a
 * user's project, or npx.
 */
export type StartedBy = 'repository' | 'npm run' | 'npx';

/** Commands as they are typed with npm scripts: `npm start -- --keep`, `npm run plan -- dev-network`. */
const SCRIPTS = /\bnpm (?:run (?=[a-z<])|(?=start\b))([a-z:]+|<command>)(?: --(?=\s|$))?/g;

/** A text whose commands are typed with npm scripts, with the commands as they were typed this time. */
export function asTyped(text: string, startedBy: StartedBy): string {
  return startedBy === 'npx' ? text.replaceAll(SCRIPTS, 'npx fargate-delivery $1') : text;
}
