import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { fromBuffer } from 'yauzl';
import { SteppedClock } from '../../clock';
import { RepositoryContent } from '../git/repository-content';
import { openShop, pushFiles, SHOP, type Shop } from '../testing/shop';

let shop: Shop;
let clock: SteppedClock;

beforeEach(async () => {
  clock = new SteppedClock();
  shop = await openShop({ clock });
});

afterEach(async () => {
  jest.restoreAllMocks();
  await shop.close();
});

const push = (...refs: string[]): Promise<string> => pushFiles(shop, ...refs);

describe('archives', () => {
  test('a zip archive has one folder, named after the commit', async () => {
    const sha = await push('HEAD:main');
    const { data } = await shop.client.repos.downloadZipballArchive({ ...SHOP, ref: 'main' });

    const top = `acme-shop-${sha.slice(0, 7)}`;
    expect(await zipEntries(data as ArrayBuffer)).toEqual([
      `${top}/`,
      `${top}/README.md`,
      `${top}/src/`,
      `${top}/src/main.js`,
    ]);
  });

  test('so has a tar archive', async () => {
    const sha = await push('HEAD:main');
    const { data } = await shop.client.repos.downloadTarballArchive({ ...SHOP, ref: 'main' });

    const files = await tarFiles(data as ArrayBuffer);
    expect(files.get(`acme-shop-${sha.slice(0, 7)}/src/main.js`)).toBe('main()');
  });

  test.each([
    ['zipball', 'zip/'],
    ['zipball/', 'zip/'],
    ['zipball/main', 'zip/main'],
    ['tarball', 'tar.gz/'],
    ['tarball/feature/x', 'tar.gz/feature/x'],
    ['tarball/feature%2Fx', 'tar.gz/feature/x'],
  ])('the API redirects %s to the archive legacy.%s', async (path, archive) => {
    await push('HEAD:main', 'HEAD:refs/heads/feature/x');
    const { status, headers } = await fetch(`${shop.github.url}/repos/acme/shop/${path}`, {
      headers: { authorization: 'Bearer acme-token' },
      redirect: 'manual',
    });

    expect(status).toBe(302);
    expect(new URL(headers.get('location') ?? '').pathname).toBe(`/codeload/acme/shop/legacy.${archive}`);
  });

  test('the API redirects to an address that needs no token, for five minutes', async () => {
    const sha = await push('HEAD:main');
    const headers = { authorization: 'Bearer acme-token' };
    const { status, headers: answered } = await fetch(`${shop.github.url}/repos/acme/shop/zipball`, {
      headers,
      redirect: 'manual',
    });
    const location = answered.get('location') ?? '';
    const archive = await fetch(location);

    expect(status).toBe(302);
    expect(new URL(location).host).toBe(new URL(shop.github.url).host);
    expect(archive.headers.get('content-type')).toBe('application/zip');
    expect(archive.headers.get('content-disposition')).toBe(`attachment; filename=acme-shop-${sha.slice(0, 7)}.zip`);
    await archive.arrayBuffer();
    await clock.advance(300_000);
    expect((await fetch(location)).status).toBe(404);
  });

  test('a bug in the middle of an archive ends the connection and is a warning with its cause', async () => {
    await push('HEAD:main');
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation();
    jest.spyOn(RepositoryContent.prototype, 'archive').mockImplementation(() => {
      throw new Error('no archive', { cause: new Error('no tree') });
    });

    await expect(shop.client.repos.downloadZipballArchive({ ...SHOP, ref: 'main' })).rejects.toThrow();
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/no archive[^]*no tree/), 'EmbeddedGithubFailure']]);
  });
});

async function zipEntries(archive: ArrayBuffer): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const names: string[] = [];
    fromBuffer(Buffer.from(archive), (error, zip) => {
      if (error !== null) {
        reject(error);
        return;
      }
      zip.on('entry', ({ fileName }: { fileName: string }) => names.push(fileName));
      zip.on('end', () => {
        resolve(names);
      });
    });
  });
}

async function tarFiles(archive: ArrayBuffer): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const entry of Readable.from([Buffer.from(archive)])
    .pipe(createGunzip())
    .pipe(extract())) {
    files.set(entry.header.name, (await buffer(entry)).toString());
  }
  return files;
}
