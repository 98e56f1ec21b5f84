import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { errorCode } from 'plan-review/error-code';
import { UserError } from '../errors';
import { githubRepositoryOf } from '../github/github-repository';
import { upsertComment } from '../review/comment';
import { tell, type AddCommand } from './command';

/** `npm run review:comment`: keeps the one comment of a review in a pull request up to date. */
export const addReviewComment: AddCommand = (program, { env }) => {
  program
    .command('review:comment')
    .description('put the comment of a review into a pull request, in place of the one before')
    .option('--pull-request <number>', 'number of the pull request', parseNumber)
    .argument('[file]', 'comment.md, as npm run review writes it')
    .action(async (file: string | undefined, { pullRequest }: { pullRequest?: number }) => {
      if (file === undefined || pullRequest === undefined) throw incomplete(file, pullRequest);
      const place = { ...githubRepositoryOf(env, 'may write to pull requests'), number: pullRequest };
      const done = await upsertComment(place, await readComment(file));
      tell(`The comment in pull request ${pullRequest} of ${place.repository} was ${done}.`);
    });
};

function incomplete(file: string | undefined, pullRequest: number | undefined): UserError {
  const missing = [
    ...(pullRequest === undefined ? ['the number of a pull request'] : []),
    ...(file === undefined ? ['the file with the comment'] : []),
  ];
  return new UserError(
    `review:comment needs ${missing.join(' and ')}.`,
    `For example: npm run review:comment -- --pull-request ${pullRequest ?? 7} ${file ?? '.rehearsal/review/comment.md'}`,
  );
}

function parseNumber(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`"${text}" is not the number of a pull request.`);
}

async function readComment(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    throw new UserError(`There is no ${file}.`, 'Make it with npm run review -- --base <ref> --out <folder>.');
  }
}
