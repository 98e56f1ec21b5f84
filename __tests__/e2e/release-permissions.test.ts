import { NEEDED } from './helpers/needed-actions';
import { useDeniedPlatform } from './helpers/denied-platform';

describe('a release to an environment needs', () => {
  const { needs } = useDeniedPlatform();

  needs(NEEDED.filter(({ stage }) => stage === 'Deploy-dev'));
});
