import { summaryOf } from '../../../../cli/init/summary';

const WORKFLOW = {
  path: '.github/workflows/deploy.yml',
  text: 'run: npm run --silent deploy -- x',
  kind: 'new',
  added: [],
} as const;

describe('the end of init', () => {
  it('says what was written, and what to do next, in order', () => {
    const extended = { path: '.gitignore', text: '', kind: 'extended', added: ['cdktf.out/, *.log'] } as const;
    const text = summaryOf('/shop', { changes: [WORKFLOW, extended], left: [] });
    expect(text).toMatch(
      /^Written in \/shop:\n {2}\.github\/workflows\/deploy\.yml\n {2}\.gitignore +added to it:\n {4}cdktf\.out\/, \*\.log\n/,
    );
    expect(text).toMatch(
      /npm install .*\n.*npm run config .*\n.*npm test .*\n.*npm start .*\nThen .*docs\/first-hour\.md/,
    );
    expect(text).not.toContain('Left as they were');
  });

  it("says what was left and why, and names commands whose scripts are the user's own in another way", () => {
    const left = [
      { path: 'help', why: 'it is there already' },
      { path: 'package.json', why: 'scripts.start: "node .", not "fargate-delivery start"' },
      { path: 'package.json', why: 'scripts.test: "vitest", not "jest"' },
    ];
    const text = summaryOf('/shop', { changes: [WORKFLOW], left });
    expect(text).toMatch(
      /Left as they were:\n {2}help +it is there already\n {2}package\.json +scripts\.start: "node \."/,
    );
    expect(text).toContain('  npx fargate-delivery start ');
    expect(text).toContain('  npx jest __tests__/platform.test.ts ');
    expect(text).not.toContain('The workflows run');
  });

  it('warns where a script is another one than the workflows run', () => {
    const left = [{ path: 'package.json', why: 'scripts.deploy: "x", not "fargate-delivery deploy"' }];
    expect(summaryOf('/shop', { changes: [WORKFLOW], left })).toContain(
      'The workflows run these scripts of package.json, so rename yours: deploy\n',
    );
  });

  it('says that nothing was written where everything is there', () => {
    expect(summaryOf('/shop', { changes: [], left: [] })).toMatch(/^\/shop has every file of a project already\.\n/);
  });
});
