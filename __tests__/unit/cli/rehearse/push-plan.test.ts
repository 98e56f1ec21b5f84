import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { resolvePlatform } from '../../../../config/resolve';
import { chosenPush, samplePushes } from '../../../../cli/rehearse/push-plan';
import { config } from '../../../helpers/config';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const platform = resolvePlatform(
  config({ services: { web: { repository: 'web' }, shop: { repository: 'storefront' } } }),
);

function addExample(repository: string): string {
  const example = path.join(folder.path(), 'examples', repository);
  mkdirSync(example, { recursive: true });
  writeFileSync(path.join(example, 'server.js'), '');
  return example;
}

describe('what npm start pushes', () => {
  test('is the first service with an example, and then a change of it that leaves the example alone', async () => {
    const example = addExample('storefront');
    const scratch = path.join(folder.path(), 'scratch');
    const pushes = await samplePushes(folder.path(), platform, scratch);
    expect(pushes.map(({ service }) => service.name)).toEqual(['shop', 'shop']);
    expect(pushes.map((push) => readdirSync(push.folder))).toEqual([['server.js'], ['CHANGES.md', 'server.js']]);
    expect(readdirSync(example)).toEqual(['server.js']);
  });

  test('is nothing where there is no example', async () => {
    expect(await samplePushes(folder.path(), platform, path.join(folder.path(), 'scratch'))).toEqual([]);
  });
});

describe('what npm run rehearse pushes', () => {
  test('is the example of the service', () => {
    const example = addExample('storefront');
    expect(chosenPush(folder.path(), platform, 'shop', undefined).folder).toBe(example);
  });

  test('is the sample that comes with the package where the project has no example', () => {
    const withHello = resolvePlatform(config({ services: { web: { repository: 'hello' } } }));
    const { folder: chosen } = chosenPush(folder.path(), withHello, 'web', undefined);
    expect(chosen).toBe(path.join(__dirname, '../../../../examples/hello'));
    const own = addExample('hello');
    expect(chosenPush(folder.path(), withHello, 'web', undefined).folder).toBe(own);
  });

  test('is the folder that is named', () => {
    expect(chosenPush(folder.path(), platform, 'shop', folder.path()).folder).toBe(folder.path());
  });

  test('a service that the config lacks is refused with those that it has', () => {
    expect(() => chosenPush(folder.path(), platform, 'sohp', undefined)).toThrow('The config has no service "sohp".');
  });

  test('a service without an example needs a folder', () => {
    expect(() => chosenPush(folder.path(), platform, 'web', undefined)).toThrow(
      `The source of web was not found: there is no ${path.join(folder.path(), 'examples', 'web')}.`,
    );
  });
});
