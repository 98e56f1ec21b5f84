import { mergeGitignore } from '../../../../cli/init/gitignore';

describe('the .gitignore of a project', () => {
  it('keeps out what commands write', () => {
    const { text, added } = mergeGitignore(undefined);
    expect(text).toBe('node_modules/\ncdktf.out/\n.rehearsal/\n.terraform/\n*.tfstate\n*.tfstate.*\n*.log\n');
    expect(added).toEqual(['node_modules/, cdktf.out/, .rehearsal/, .terraform/, *.tfstate, *.tfstate.*, *.log']);
  });

  it('gets at its end what it lacks', () => {
    expect(mergeGitignore('# mine\n/node_modules\n*.log\ncdktf.out')).toEqual({
      text: '# mine\n/node_modules\n*.log\ncdktf.out\n.rehearsal/\n.terraform/\n*.tfstate\n*.tfstate.*\n',
      added: ['.rehearsal/, .terraform/, *.tfstate, *.tfstate.*'],
      kept: [],
    });
  });

  it('keeps its ends of lines', () => {
    expect(mergeGitignore('node_modules\r\n').text).toMatch(/^node_modules\r\ncdktf\.out\/\r\n(.*\r\n)+$/);
  });

  it('stays as it is if it lacks nothing', () => {
    const { text } = mergeGitignore(undefined);
    expect(mergeGitignore(text)).toEqual({ text, added: [], kept: [] });
  });
});
