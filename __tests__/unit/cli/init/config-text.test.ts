import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkConfig } from '../../../../cli/init/check-config';
import { configText } from '../../../../cli/init/config-text';
import { EXAMPLES } from '../../../../cli/init/values';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const temporary = temporaryFolder();

function write(text: string): void {
  mkdirSync(temporary.path(), { recursive: true });
  writeFileSync(path.join(temporary.path(), 'platform.config.ts'), text);
}

describe('the config file of a new project', () => {
  it('is what a person would write', () => {
    expect(configText({ ...EXAMPLES, service: 'order-book' })).toBe(`import { definePlatform } from 'fargate-delivery';

export default definePlatform({
  name: 'shop',
  account: '123456789012',
  region: 'eu-central-1',
  github: { owner: 'example-org' },
  environments: { dev: {} },
  services: { 'order-book': { repository: 'hello' } },
});
`);
  });

  it('can be loaded where no package is installed yet', () => {
    write(configText(EXAMPLES));
    checkConfig(temporary.path());
  });

  it('is checked before it is written', () => {
    write(configText({ ...EXAMPLES, region: 'mars' }));
    expect(() => {
      checkConfig(temporary.path());
    }).toThrow(/region\n {2}found {4}"mars"/);
  });

  it('is not checked where none is written', () => {
    expect(() => {
      checkConfig(temporary.path());
    }).not.toThrow();
  });
});
