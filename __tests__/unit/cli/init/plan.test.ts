import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { planFiles, planMerged } from '../../../../cli/init/plan';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const temporary = temporaryFolder();
const write = (file: string, text: string): void => {
  writeFileSync(path.join(temporary.path(), file), text);
};
const plan = (file: string, replaces = false) =>
  planFiles(temporary.path(), [{ path: file, text: 'of a project' }], () => Promise.resolve(replaces));

describe('a file of a project', () => {
  it('is new where there is none', async () => {
    expect(await plan('.github/x.yml')).toMatchObject({ changes: [{ path: '.github/x.yml', kind: 'new' }], left: [] });
  });

  it('is neither written nor told where it is the same already', async () => {
    write('help', 'of a project');
    expect(await plan('help', true)).toEqual({ changes: [], left: [] });
  });

  it('is left where it is another, unless it may be replaced', async () => {
    write('help', 'mine');
    expect(await plan('help')).toEqual({ changes: [], left: [{ path: 'help', why: 'it is there already' }] });
    expect(await plan('help', true)).toMatchObject({ changes: [{ path: 'help', kind: 'replaced' }], left: [] });
  });

  it.each([
    [
      'a folder',
      'help',
      'a folder is there, or something else that is no file',
      () => {
        mkdirSync(path.join(temporary.path(), 'help'));
      },
    ],
    [
      'a link',
      'help',
      'a link is there',
      () => {
        symlinkSync('/etc/hosts', path.join(temporary.path(), 'help'));
      },
    ],
    [
      'a file in place of its folder',
      'help/x',
      'a part of its path is a file',
      () => {
        write('help', '');
      },
    ],
  ])('never takes the place of %s', async (_, file, why, make) => {
    make();
    expect(await plan(file, true)).toEqual({ changes: [], left: [{ path: file, why }] });
  });

  it.each([
    ['jest.config.js', '', 'jest.config.js is there already; it must translate TypeScript'],
    ['package.json', '{ "jest": {} }', 'package.json configures jest; it must translate TypeScript'],
  ])('is no second config of jest beside %s', async (file, text, why) => {
    write(file, text);
    expect(await plan('jest.config.cjs', true)).toEqual({ changes: [], left: [{ path: 'jest.config.cjs', why }] });
  });
});

describe('package.json and .gitignore', () => {
  it('are new where there are none', () => {
    expect(planMerged(temporary.path(), 'shop').changes.map(({ path: file, kind }) => [file, kind])).toEqual([
      ['package.json', 'new'],
      ['.gitignore', 'new'],
    ]);
  });

  it('are extended where they are there, and what they have otherwise is told', () => {
    write('package.json', '{ "scripts": { "start": "x" } }');
    write('.gitignore', 'node_modules\n');
    const { changes, left } = planMerged(temporary.path(), 'shop');
    expect(changes.map(({ kind }) => kind)).toEqual(['extended', 'extended']);
    expect(left).toEqual([{ path: 'package.json', why: 'scripts.start: "x", not "fargate-delivery start"' }]);
  });

  it('are refused where they are no files', () => {
    mkdirSync(path.join(temporary.path(), '.gitignore'));
    expect(() => planMerged(temporary.path(), 'shop')).toThrow('.gitignore cannot be written: a folder is there');
  });
});
