import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openUntrusted, type Opened } from '../../../../../cli/review/untrusted/open-untrusted';
import { everyPlatform, synthesizePlatform } from '../../../../helpers/every-platform';
import { temporaryFolder } from '../../../../helpers/temporary-folder';
import { testEnvironment, testPlatform, testService } from '../../../../helpers/test-platform';
import { stacksOf, writeSynthesized } from './made-folder';

const temporary = temporaryFolder();
const app = synthesizePlatform(testPlatform());

/** What a change is taken for. @param change does something to the folder that a stranger hands over */
async function open(change: (folder: string) => void, made = app, base = app): Promise<Opened> {
  const folder = join(temporary.path(), 'made');
  writeSynthesized(folder, made);
  change(folder);
  return openUntrusted({ folder, base: stacksOf(base), types: [], output: join(temporary.path(), 'checked') });
}

/** What is said of what was refused. */
function told(opened: Opened): string[] {
  return opened.kind === 'checked' ? [] : opened.refusals.map(({ path, found }) => `${path}: ${found}`);
}

describe('a change that the platform has synthesized', () => {
  it.each(everyPlatform)('is taken for any platform: $label', async ({ app: own }) => {
    const opened = await open(() => undefined, own, own);
    expect(told(opened)).toEqual([]);
    expect(opened).toMatchObject({ kind: 'checked' });
  });

  it('is taken with new services, new environments and other tags', async () => {
    const environments = ['dev', 'test', 'prod'].map((name) => testEnvironment({ name }));
    const services = ['hello', 'new-one'].map((name) => testService(name, ['dev', 'test', 'prod']));
    const more = synthesizePlatform(testPlatform({ environments, services, tags: { team: 'a' } }));
    expect(told(await open(() => undefined, more))).toEqual([]);
  });

  it('is read once: what is planned is a copy with the same bytes', async () => {
    const opened = await open(() => undefined);
    if (opened.kind === 'refused') throw new Error('refused');
    const hello = opened.stacks.find(({ name }) => name === 'dev-hello');
    expect(hello?.folder).toBe(join(temporary.path(), 'checked/stacks/dev-hello'));
    expect(readFileSync(join(hello?.folder ?? '', 'cdk.tf.json'), 'utf8')).toBe(app.texts.get('dev-hello'));
  });
});

describe('another platform', () => {
  it.each([
    ['in another account', { account: '999999999999' }, 'provider.aws'],
    ['in another region', { region: 'us-east-1' }, 'provider.aws'],
    ['of another name', { name: 'evil' }, 'terraform.backend'],
    ['of another owner at GitHub', { github: { owner: 'mallory' } }, 'provider.github'],
  ])('%s cannot be planned with the role of this one', async (_, changes, path) => {
    const opened = await open(() => undefined, synthesizePlatform(testPlatform(changes)));
    expect(told(opened).join('\n')).toContain(`${path}: something else than in the branch that is deployed`);
  });
});

describe('a folder that a stranger has filled', () => {
  const inStack = (name: string) => (folder: string) => {
    writeFileSync(join(folder, 'stacks/dev-hello', name), '{}');
  };

  it.each([
    'terraform.tfvars',
    'terraform.tfvars.json',
    'x.auto.tfvars',
    'override.tf.json',
    'more.tf',
    '.terraform.lock.hcl',
    '.terraformrc',
    'terraform.tfstate',
    'metadata.json',
  ])('cannot hold %s beside the JSON of a stack', async (name) => {
    expect(told(await open(inStack(name)))).toEqual([
      `stacks/dev-hello/${name}: a file or folder that does not belong there`,
    ]);
  });

  it.each<[string, (folder: string) => void, string]>([
    [
      'a file at the top',
      (folder) => {
        writeFileSync(join(folder, '.terraformrc'), '');
      },
      '.terraformrc: a file or folder that does not belong there',
    ],
    [
      'a folder of modules',
      (folder) => {
        mkdirSync(join(folder, 'stacks/dev-hello/.terraform/modules'), { recursive: true });
      },
      'stacks/dev-hello/.terraform: a file or folder that does not belong there',
    ],
    [
      'a file among the stacks',
      (folder) => {
        writeFileSync(join(folder, 'stacks/dev-x'), '');
      },
      'stacks/dev-x: no folder',
    ],
    [
      'a stack with a strange name',
      (folder) => {
        mkdirSync(join(folder, 'stacks/Dev_X'));
      },
      'stacks/Dev_X: a name that no stack has',
    ],
    [
      'no list',
      (folder) => {
        rmSync(join(folder, 'manifest.json'));
      },
      'manifest.json: no such file',
    ],
    [
      'a list that is a link',
      (folder) => {
        rmSync(join(folder, 'manifest.json'));
        symlinkSync('/etc/hostname', join(folder, 'manifest.json'));
      },
      'manifest.json: no regular file',
    ],
    [
      'JSON that is a link',
      (folder) => {
        const file = join(folder, 'stacks/dev-hello/cdk.tf.json');
        rmSync(file);
        symlinkSync('/proc/self/environ', file);
      },
      'stacks/dev-hello/cdk.tf.json: no regular file',
    ],
    [
      'a stack that is a link',
      (folder) => {
        symlinkSync('/etc', join(folder, 'stacks/dev-etc'));
      },
      'stacks/dev-etc: no folder',
    ],
    [
      'stacks that are a link',
      (folder) => {
        rmSync(join(folder, 'stacks'), { recursive: true });
        symlinkSync('/etc', join(folder, 'stacks'));
      },
      'stacks: no folder',
    ],
    [
      'a huge file',
      (folder) => {
        truncateSync(join(folder, 'stacks/dev-hello/cdk.tf.json'), 5_000_000);
      },
      'stacks/dev-hello/cdk.tf.json: 5000000 bytes',
    ],
  ])('cannot hold %s', async (_, change, expected) => {
    expect(told(await open(change))).toContain(expected);
  });

  it.each([
    ['no JSON', '{', 'no JSON'],
    ['a list', '[]', 'no JSON object'],
    [
      'two properties of one name, of which Terraform takes both',
      '{"resource":{},"resource":{}}',
      'an object with two properties of one name',
    ],
    [
      'such properties that are spelt in two ways',
      '{"resource":{},"re\\u0073ource":{}}',
      'an object with two properties of one name',
    ],
    ['a byte order mark', '\uFEFF{}', 'no JSON'],
  ])('cannot hold JSON that is %s', async (_, text, found) => {
    const opened = await open((folder) => {
      writeFileSync(join(folder, 'stacks/dev-hello/cdk.tf.json'), text);
    });
    expect(told(opened)).toContain(`stacks/dev-hello/cdk.tf.json: ${found}`);
  });

  it('cannot hold bytes that are no text', async () => {
    const opened = await open((folder) => {
      writeFileSync(
        join(folder, 'stacks/dev-hello/cdk.tf.json'),
        Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      );
    });
    expect(told(opened)).toContain('stacks/dev-hello/cdk.tf.json: no UTF-8 text');
  });
});

describe('the list of the stacks', () => {
  const list = (change: (stacks: Record<string, Record<string, unknown>>) => void) => (folder: string) => {
    const file = join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { stacks: Record<string, Record<string, unknown>> };
    change(manifest.stacks);
    writeFileSync(file, JSON.stringify(manifest));
  };
  const of = (id: string, changes: Record<string, unknown>) =>
    list((stacks) => Object.assign(stacks[id] ?? {}, changes));

  it.each<[string, (folder: string) => void, string]>([
    [
      'lead out of the folder',
      of('dev-hello', { synthesizedStackPath: '../../etc/passwd' }),
      'another place, name or dependency of dev-hello than it has',
    ],
    [
      'lead to the folder of another stack',
      of('dev-hello', { workingDirectory: 'stacks/prod-hello' }),
      'another place, name or dependency of dev-hello than it has',
    ],
    [
      'call a stack otherwise',
      of('dev-hello', { name: 'prod-hello' }),
      'another place, name or dependency of dev-hello than it has',
    ],
    [
      'name what is not there',
      of('dev-hello', { dependencies: ['nothing'] }),
      'another place, name or dependency of dev-hello than it has',
    ],
    [
      'let stacks wait for each other',
      list((stacks) => {
        Object.assign(stacks['dev-network'] ?? {}, { dependencies: ['dev-gateway'] });
      }),
      'stacks that wait for each other',
    ],
    [
      'leave out a stack',
      list((stacks) => {
        delete stacks['dev-hello'];
        delete stacks['dev-gateway'];
        delete stacks['hello-pipeline'];
      }),
      'dev-hello in the list or in the folder alone',
    ],
    ['say more than it does', of('dev-hello', { more: 1 }), 'no list of stacks as npm run synth writes it'],
  ])('cannot %s', async (_, change, found) => {
    expect(told(await open(change))).toContain(`manifest.json: ${found}`);
  });
});
