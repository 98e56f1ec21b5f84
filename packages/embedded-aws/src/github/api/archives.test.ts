import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { fromBuffer } from 'yauzl';
import { SteppedClock } from '../../clock';
import { openShop, pushFiles, SHOP, type Shop } from '../testing/shop';

let shop: Shop;
let clock: SteppedClock;

beforeEach(async () => {
  clock = new SteppedClock();
  shop = await openShop({ clock });
});

afterEach(async () => {
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
