import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeFiles } from '../../../../cli/init/write-files';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const temporary = temporaryFolder();
const at = (file: string): string => path.join(temporary.path(), file);
const text = (file: string): string => readFileSync(at(file), 'utf8');

const FILES = [
  { path: 'a.txt', text: 'new a' },
  { path: 'b/c/run.sh', text: '#!/bin/sh\n' },
];

describe('the files that init writes', () => {
  it('are in their folders, and can be run if they are programs', () => {
    writeFiles(temporary.path(), FILES, () => undefined);
    expect(readdirSync(temporary.path()).toSorted()).toEqual(['a.txt', 'b']);
    expect(text('a.txt')).toBe('new a');
    expect(statSync(at('a.txt')).mode & 0o777).toBe(0o644);
    expect(statSync(at('b/c/run.sh')).mode & 0o777).toBe(0o755);
  });

  it('are all there when they are checked, and none is written if the check fails', () => {
    writeFileSync(at('a.txt'), 'old a');
    expect(() => {
      writeFiles(temporary.path(), FILES, (staged) => {
        expect(readFileSync(path.join(staged, 'a.txt'), 'utf8')).toBe('new a');
        expect(existsSync(path.join(staged, 'b/c/run.sh'))).toBe(true);
        throw new Error('refused');
      });
    }).toThrow('refused');
    expect(readdirSync(temporary.path())).toEqual(['a.txt']);
    expect(text('a.txt')).toBe('old a');
  });

  it('are all taken away again, and what they replaced is there, if one cannot be written', () => {
    writeFileSync(at('a.txt'), 'old a');
    writeFileSync(at('file'), '');
    const files = [...FILES, { path: 'file', text: 'x' }];
    expect(() => {
      writeFiles(temporary.path(), files, (staged) => {
        // Makes the last step fail: there is nothing to move.
        writeFileSync(at('file'), 'kept');
        mkdirSync(path.join(staged, '../old/file/in-the-way'), { recursive: true });
      });
    }).toThrow();
    expect(readdirSync(temporary.path()).toSorted()).toEqual(['a.txt', 'file']);
    expect(text('a.txt')).toBe('old a');
    expect(text('file')).toBe('kept');
  });
});
