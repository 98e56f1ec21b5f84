/** What a project has exactly as this repository has it, and at the same place. The package holds copies. */
export const SAME_FILES = [
  'main.ts',
  '__tests__/platform.test.ts',
  '.github/workflows/synthesize.yml',
  '.github/workflows/review.yml',
  '.github/workflows/deploy.yml',
  '.github/workflows/drift.yml',
  '.github/workflows/platforms.yml',
  '.github/scripts/deploy-jobs.sh',
  '.github/scripts/deploy-stacks.sh',
  '.github/scripts/find-drift.sh',
  '.github/scripts/find-pull-request.sh',
  '.github/scripts/list-platforms.sh',
  '.github/scripts/set-status.sh',
] as const;

/** What a project has nearly as this repository has it. The package holds copies of these, too. */
export const CHANGED_FILES = ['cdktf.json', 'help'] as const;
