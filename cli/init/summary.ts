import { wrap } from '../../config/wrap';
import type { Change, Left, Plan } from './plan';

/** What was done, what was not, and what to do next. */
export function summaryOf(folder: string, { changes, left }: Plan): string {
  return [
    changes.length === 0 ? `${folder} has every file of a project already.` : `Written in ${folder}:`,
    ...changes.map(lineOf),
    ...(left.length === 0
      ? []
      : ['\nLeft as they were:', ...left.map(({ path, why }) => `  ${path.padEnd(WIDTH)}  ${why}`)]),
    ...warnings(changes, left),
    nextSteps(left),
  ].join('\n');
}

/** Width of the column of files. */
const WIDTH = 38;

/** Columns of a text below the line of its file. */
const COLUMNS = 90;

function lineOf({ path, kind, added }: Change): string {
  const what = { new: '', replaced: 'replaced', extended: 'added to it:' }[kind];
  const below = added.flatMap((text) => wrap(text, COLUMNS)).map((line) => `    ${line}`);
  return [`  ${path.padEnd(WIDTH)}  ${what}`.trimEnd(), ...below].join('\n');
}

/** The scripts of a package.json that stay the user's own. */
function ownScripts(left: readonly Left[]): string[] {
  return left.flatMap(({ why }) => /^scripts\.([\w:]+):/.exec(why)?.[1] ?? []);
}

/** The workflows run commands by the names of their scripts. */
function warnings(changes: readonly Change[], left: readonly Left[]): string[] {
  const own = ownScripts(left);
  const workflows = changes.filter(({ path }) => path.startsWith('.github/')).map(({ text }) => text);
  const needed = own.filter((name) =>
    workflows.some((text) => new RegExp(`npm run --silent ${name}(?![\\w:])`).test(text)),
  );
  return needed.length === 0
    ? []
    : [`\nThe workflows run these scripts of package.json, so rename yours: ${needed.join(', ')}`];
}

function nextSteps(left: readonly Left[]): string {
  const own = ownScripts(left);
  const run = (name: string, typed: string, instead: string): string => (own.includes(name) ? instead : typed);
  const steps = [
    ['npm install', 'the packages of package.json'],
    [run('config', 'npm run config', 'npx fargate-delivery config'), 'what the config means in full'],
    [run('test', 'npm test', 'npx jest __tests__/platform.test.ts'), 'the test of the platform'],
    [run('start', 'npm start', 'npx fargate-delivery start'), 'everything on an embedded AWS, on this machine'],
  ];
  return [
    '\nWhat next, in this order:',
    ...steps.map(([typed = '', why = '']) => `  ${typed.padEnd(WIDTH)}  ${why}`),
    'Then deploy to AWS: docs/first-hour.md of fargate-delivery says what you see at each step.',
  ].join('\n');
}
