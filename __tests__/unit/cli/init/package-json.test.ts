import { mergePackageJson } from '../../../../cli/init/package-json';
import { wantedPackage } from '../../../../cli/init/wanted-package';
import own from '../../../../package.json';

const merged = (existing: object) => mergePackageJson(JSON.stringify(existing, null, 2), 'unused');
const parsed = (text: string) => JSON.parse(text) as Readonly<Record<string, unknown>>;

describe('the package.json of a project', () => {
  it('has a script for each command, and for its tests', () => {
    expect(parsed(mergePackageJson(undefined, 'shop').text)).toEqual({
      name: 'shop',
      private: true,
      ...wantedPackage(),
    });
    const { scripts } = wantedPackage();
    expect(scripts).toMatchObject({
      start: 'fargate-delivery start',
      'review:comment': 'fargate-delivery review:comment',
    });
    expect(scripts).toMatchObject({ test: 'jest' });
    expect(Object.keys(scripts)).not.toContain('bench');
  });

  it('has packages in the versions of this one', () => {
    expect(wantedPackage().devDependencies).toMatchObject({
      'fargate-delivery': `^${own.version}`,
      'embedded-aws': `^${own.version}`,
      cdktf: own.peerDependencies.cdktf,
      'cdktf-cli': own.dependencies['cdktf-cli'],
      constructs: own.devDependencies.constructs,
      '@cdktf/provider-aws': own.dependencies['@cdktf/provider-aws'],
      jest: own.devDependencies.jest,
      typescript: own.devDependencies.typescript,
    });
  });

  it('keeps what is there in its order and with its indentation, and says what it keeps', () => {
    const existing = '{\n\t"version": "1.0.0",\n\t"scripts": {\n\t\t"test": "vitest"\n\t},\n\t"name": "x"\n}\n';
    const { text, kept } = mergePackageJson(existing, 'unused');
    expect(text.startsWith('{\n\t"version": "1.0.0",\n\t"scripts": {\n\t\t"test": "vitest",\n\t\t"start": ')).toBe(
      true,
    );
    expect(text).toContain('\n\t},\n\t"name": "x",\n\t"allowScripts": {\n\t\t"@cdktf/');
    expect(text.endsWith('\n\t}\n}\n')).toBe(true);
    expect(kept).toEqual(['scripts.test: "vitest", not "jest"']);
  });

  it('asks for no package twice, be it in another part or in another version', () => {
    const { text, kept, added } = merged({
      dependencies: { typescript: '^5.4.0' },
      devDependencies: { jest: own.devDependencies.jest },
    });
    expect(parsed(text)['devDependencies']).not.toHaveProperty('typescript');
    expect(kept).toEqual([`devDependencies.typescript: "^5.4.0", not "${own.devDependencies.typescript}"`]);
    expect(added.map((line) => line.split(':')[0])).toEqual(['scripts', 'allowScripts', 'devDependencies']);
    expect(added[2]).toContain('embedded-aws, fargate-delivery, tsx');
  });

  it('stays as it is if it lacks nothing, with its ends of lines', () => {
    const { text } = mergePackageJson('{\r\n  "name": "x"\r\n}\r\n', 'unused');
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(mergePackageJson(text, 'unused')).toEqual({ text, added: [], kept: [] });
  });

  it.each([
    ['{\n  "name": "x",\n}', 'package.json:3 is no valid JSON (PropertyNameExpected).'],
    ['{\n  // mine\n  "name": "x"\n}', 'package.json:2 is no valid JSON (InvalidCommentToken).'],
    ['', 'package.json:1 is no valid JSON (ValueExpected).'],
    ['[]', 'package.json holds no object.'],
    ['{ "scripts": [] }', 'scripts of package.json is no object.'],
    ['{ "dependencies": "x" }', 'dependencies of package.json is no object.'],
  ])('is refused if it is %j', (existing, message) => {
    expect(() => mergePackageJson(existing, 'unused')).toThrow(message);
  });
});
