import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadPlatform } from '../../../config/load';
import { lastRelease } from '../../helpers/last-release';

const changelog = readFileSync(path.join(__dirname, '../../../CHANGELOG.md'), 'utf8');

describe('the release from which the upgrade is tested', () => {
  it('is the newest of CHANGELOG.md', () => {
    const versions = [...changelog.matchAll(/^## \[?(\d+\.\d+\.\d+)/gm)].map(([, version]) => version);
    expect(versions[0]).toBe(lastRelease().version);
  });

  it('has a config that is still valid', () => {
    expect(loadPlatform(lastRelease().configFile).services).toHaveLength(5);
  });
});
