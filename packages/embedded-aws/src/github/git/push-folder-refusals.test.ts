import { access } from 'node:fs/promises';
import path from 'node:path';
import { type EmbeddedGithub, startGithub } from '../api/start';
import { Checkout } from '../testing/checkout';
import { pushSource } from '../testing/push-source';
import type { PushFolderOptions } from './push-folder';

let github: EmbeddedGithub;
let source: Checkout;

beforeEach(async () => {
  github = await startGithub({ accounts: [{ owner: 'acme', token: 'acme-token', repositories: ['shop'] }] });
});

afterEach(async () => {
  await github.close();
  await source.remove();
});

const push = (changes: Partial<PushFolderOptions> = {}): ReturnType<typeof pushSource> =>
  pushSource(github, source.folder, changes);

describe('what cannot be pushed is refused', () => {
  test('a folder that does not exist, and one that is a file', async () => {
    source = await Checkout.plain({ file: '1' });

    await expect(push({ folder: '/no/such/folder' })).rejects.toThrow('There is no folder /no/such/folder.');
    await expect(push({ folder: path.join(source.folder, 'file') })).rejects.toThrow('is no folder.');
  });

  test('a folder with nothing in it', async () => {
    source = await Checkout.plain();

    await expect(push()).rejects.toThrow(`Nothing is in ${source.folder} to be pushed.`);
  });

  test('what is pushed already', async () => {
    source = await Checkout.plain({ file: '1' });
    await push();

    await expect(push()).rejects.toThrow('there is nothing to push');
  });

  test('a ref of a folder that is no checkout', async () => {
    source = await Checkout.plain({ file: '1' });

    await expect(push({ ref: 'main' })).rejects.toThrow('is no git checkout, so there is no main in it.');
  });

  test('a checkout without commits, and a commit that it does not have', async () => {
    source = await Checkout.create();
    await expect(push()).rejects.toThrow(`Nothing was committed in ${source.folder} yet.`);

    await source.commit('one', { one: '1' });
    await expect(push({ ref: 'other' })).rejects.toThrow('has no commit other.');
    await expect(push({ ref: '--help' })).rejects.toThrow('has no commit --help.');
  });

  test('a wrong token, and a repository that does not exist, in the words of git', async () => {
    source = await Checkout.plain({ file: '1' });

    await expect(push({ token: 'wrong/token@' })).rejects.toThrow(/Invalid username or token.*Authentication failed/s);
    await expect(push({ repository: 'none' })).rejects.toThrow(/Repository not found/);
    await expect(push({ branch: 'a..b' })).rejects.toThrow(/branch a\.\.b of acme\/shop was refused/);
  });

  test('everything without git', async () => {
    source = await Checkout.plain({ file: '1' });

    await expect(push({ git: '/no/such/git' })).rejects.toMatchObject({
      name: 'RehearsalError',
      message: '/no/such/git does not run, but the embedded GitHub keeps its repositories with it.',
      hint: expect.stringContaining('Install git') as string,
    });
    await expect(startGithub({ accounts: [], git: '/no/such/git' })).rejects.toThrow('/no/such/git does not run');
    await expect(access(path.join(source.folder, '.git'))).rejects.toThrow('ENOENT');
  });
});
