import { NEEDED, NEEDED_FIRST } from './helpers/needed-actions';
import { useDeniedPlatform } from './suites/denied-platform';

describe('a release to an environment needs', () => {
  const { needs, needsFirst } = useDeniedPlatform();

  needsFirst(NEEDED_FIRST);

  describe('once a release runs', () => {
    needs(NEEDED.filter(({ stage }) => stage === 'Deploy-dev'));
  });
});
