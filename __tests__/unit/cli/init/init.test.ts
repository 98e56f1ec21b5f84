import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { init, type InitOptions } from '../../../../cli/init/init';
import { EXAMPLES } from '../../../../cli/init/values';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const temporary = temporaryFolder();
const at = (file: string): string => path.join(temporary.path(), file);
const text = (file: string): string => readFileSync(at(file), 'utf8');

/** Runs init. @param typed what a person types at a terminal @default - there is no terminal */
function run(options: Partial<InitOptions> = {}, typed?: readonly string[]): Promise<string> {
  const [input, output] = [Object.assign(new PassThrough(), { isTTY: typed !== undefined }), new PassThrough()];
  const answers = [...(typed ?? [])];
  output.on('data', (shown: Buffer) => {
    if (/: $/.test(shown.toString())) input.write(answers.shift() ?? '\u0003');
  });
  return init({
    folder: temporary.path(),
    given: EXAMPLES,
    takesGuesses: false,
    overwrites: false,
    env: {},
    terminal: { input, output },
    ...options,
  });
}

describe('init', () => {
  it('writes a project into an empty folder, and nothing a second time', async () => {
    expect(await run()).toContain('Written in ');
    const files = readdirSync(temporary.path(), { recursive: true });
    expect(files).toEqual(expect.arrayContaining(['platform.config.ts', 'main.ts', '.github/workflows/review.yml']));
    expect(files.filter((file) => String(file).includes('fargate-delivery-init'))).toEqual([]);
    const before = text('cdktf.json');
    expect(await run({ given: {} })).toContain('has every file of a project already.');
    expect(text('cdktf.json')).toBe(before);
  });

  it('writes nothing where a value is missing or wrong', async () => {
    await expect(run({ given: {} })).rejects.toThrow('Missing: --name');
    await expect(run({ given: { ...EXAMPLES, region: 'mars' } })).rejects.toThrow('"mars"');
    expect(readdirSync(temporary.path())).toEqual([]);
  });

  it('tells of a package.json that it cannot extend before it asks anything', async () => {
    writeFileSync(at('package.json'), '{');
    await expect(run({ given: {} }, [])).rejects.toThrow('package.json:1 is no valid JSON');
    expect(readdirSync(temporary.path())).toEqual(['package.json']);
  });

  it('leaves the files that are there without a terminal and with --yes, and replaces them with --overwrite', async () => {
    for (const file of ['help', 'platform.config.ts']) writeFileSync(at(file), 'mine');
    expect(await run()).toMatch(/Left as they were:\n {2}platform\.config\.ts .*\n {2}help /);
    await run({ takesGuesses: true }, []);
    expect([text('help'), text('platform.config.ts')]).toEqual(['mine', 'mine']);
    await run({ overwrites: true });
    expect(text('help')).toContain('npm start');
    expect(text('platform.config.ts')).toContain("name: 'shop'");
  });

  it('asks at a terminal before it replaces each file', async () => {
    for (const file of ['help', 'main.ts']) writeFileSync(at(file), 'mine');
    await run({}, ['yes\n', 'y\n']);
    expect(text('help')).toContain('npm start');
    expect(text('main.ts')).toBe('mine');
  });

  it('asks at a terminal for what is not given, and writes nothing at Ctrl-C', async () => {
    const { name, ...given } = EXAMPLES;
    await expect(run({ given }, [])).rejects.toThrow('Nothing was written.');
    expect(readdirSync(temporary.path())).toEqual([]);
    await run({ given }, [`${name}\n`]);
    expect(text('platform.config.ts')).toContain(`name: '${name}'`);
  });

  it('writes nothing at Ctrl-C where it asks about a file', async () => {
    for (const file of ['help', 'main.ts']) writeFileSync(at(file), 'mine');
    await expect(run({}, ['yes\n'])).rejects.toThrow('Nothing was written.');
    expect(text('help')).toBe('mine');
    expect(existsSync(at('platform.config.ts'))).toBe(false);
  });
});
