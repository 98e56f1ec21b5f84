import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findProject, noProject } from '../../../cli/project';
import { temporaryFolder } from '../../helpers/temporary-folder';

const temporary = temporaryFolder();

describe('the project of a command', () => {
  test.each(['cdktf.json', 'platform.config.ts'])('is the folder with a %s', (mark) => {
    writeFileSync(path.join(temporary.path(), mark), '');
    expect(findProject(temporary.path())).toBe(temporary.path());
  });

  test('is the nearest such folder above the one where the command is typed', () => {
    const inner = path.join(temporary.path(), 'a', 'b');
    mkdirSync(inner, { recursive: true });
    writeFileSync(path.join(temporary.path(), 'cdktf.json'), '{}');
    writeFileSync(path.join(temporary.path(), 'a', 'cdktf.json'), '{}');
    expect(findProject(inner)).toBe(path.join(temporary.path(), 'a'));
  });

  test('is required: the message says where it was looked for and what to do', () => {
    expect(findProject(temporary.path())).toBeUndefined();
    expect(noProject('/somewhere')).toMatchObject({
      message: '/somewhere is no project: neither it nor a folder above it has a cdktf.json or a platform.config.ts.',
      hint: 'Change to the folder of your project (cd), or make this one a project: npx fargate-delivery init',
    });
  });
});
