import { exports } from '../../../package.json';
import { filesOf, PACKAGES } from '../../../scripts/packages';

const built = PACKAGES.filter(({ name }) => name === 'fargate-delivery').flatMap(filesOf);

describe('the exports of fargate-delivery', () => {
  it('have the JSON Schema of a config file, which the build copies', () => {
    const target = exports['./platform.schema.json'];
    expect(target).toBe('./dist/config/platform.schema.json');
    expect(built).toContain(target.replace('./dist/', ''));
  });
});
