import { installedProject } from './helpers/installed-project';
import { tarballs } from './suites/tarballs';
import { userProject } from './suites/user-project';

jest.setTimeout(600_000);

let project: string;

beforeAll(() => {
  project = installedProject();
});

tarballs(() => project);
userProject(() => project);
