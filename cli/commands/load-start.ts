import { errorCode } from 'plan-review/error-code';
import { UserError } from '../errors';
import { load } from './load';

/**
 * Loads the rehearsal: the embedded AWS takes a second to load, for which the help and a mistyped option need not wait.
 * @throws UserError if the embedded AWS is not installed: a project that only deploys does without it
 */
export function loadStart(): typeof import('../start/start').start {
  try {
    return (load('../start/start') as typeof import('../start/start')).start;
  } catch (error) {
    if (!isWithoutEmbeddedAws(error)) throw error;
    const { version } = load('fargate-delivery/package.json') as { version: string };
    throw new UserError(
      'This command needs the package embedded-aws, which is not installed in this project.',
      `Install it beside fargate-delivery, in the same version: npm install --save-dev embedded-aws@${version}`,
      { cause: error },
    );
  }
}

function isWithoutEmbeddedAws(error: unknown): boolean {
  return errorCode(error) === 'MODULE_NOT_FOUND' && /Cannot find module 'embedded-aws[/']/.test(String(error));
}
