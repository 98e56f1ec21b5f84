import { join } from 'node:path';
import { useRehearsedPlatform } from './helpers/rehearsed-platform';
import { PLATFORM } from './helpers/review/platforms';
import { projectCopy } from './helpers/review/project-copy';
import { reviewOfCases } from './suites/review-of-cases';
import { reviewOfOneLine } from './suites/review-of-one-line';

const PROJECT = 'project';
const CONFIG = 'platform.config.json';

describe('on one deployed platform', () => {
  const deployed = useRehearsedPlatform((fileOfRun) => {
    const project = projectCopy(fileOfRun(PROJECT));
    project.write(CONFIG, JSON.stringify(PLATFORM));
    project.commit('deployed');
    return Promise.resolve(join(project.root, CONFIG));
  });

  reviewOfOneLine(deployed, PROJECT, CONFIG);
  reviewOfCases(deployed);
});
