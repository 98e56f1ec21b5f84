import { Command } from 'commander';
import { addReview } from '../../../../cli/commands/review';

describe('npm run review', () => {
  it.each(['nonsense', 'javascript:alert(1)'])(
    'refuses the report address %s before it plans anything',
    async (url) => {
      const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
      addReview(program, {
        paths: { root: '/', work: '/', output: '/' },
        startedIn: '/',
        env: {},
        startedBy: 'npm run',
      });
      for (const command of program.commands) command.copyInheritedSettings(program);
      const running = program.parseAsync(['node', 'cli', 'review', '--plan', 'p.json', '--report-url', url]);
      await expect(running).rejects.toThrow(`"${url}" is not the address of a web page`);
    },
  );
});
