import { parseBuildspec } from './buildspec';

/** A buildspec that builds, with other lines before its phases. */
function spec(...lines: readonly string[]): string {
  return ['version: 0.2', ...lines, 'phases:', '  build:', '    commands: [make]'].join('\n');
}

test('a whole buildspec is read', () => {
  const text = `
version: 0.2
env:
  shell: bash
  variables: { MODE: yes, RELEASE: 1.10 }
  parameter-store: { TOKEN: /shop/token }
  secrets-manager: { PASSWORD: "db:password" }
  exported-variables: [IMAGE]
  git-credential-helper: yes
phases:
  install:
    runtime-versions: { nodejs: 20 }
  build:
    on-failure: CONTINUE
    commands:
      - make
      - |
        echo two
        echo lines
    finally: [make clean]
artifacts:
  files: ['**/*']
  base-directory: dist
  discard-paths: yes
  exclude-paths: ['**/*.map']
  name: app-$VERSION
  secondary-artifacts:
    docs: { files: [index.html] }
`;
  expect(parseBuildspec(text)).toEqual({
    version: '0.2',
    shell: 'bash',
    variables: { MODE: 'yes', RELEASE: '1.10' },
    parameterStore: { TOKEN: '/shop/token' },
    secretsManager: { PASSWORD: 'db:password' },
    exportedVariables: ['IMAGE'],
    phases: {
      install: { commands: [], finally: [] },
      build: { onFailure: 'CONTINUE', commands: ['make', 'echo two\necho lines\n'], finally: ['make clean'] },
    },
    artifacts: {
      files: ['**/*'],
      excluded: ['**/*.map'],
      baseDirectory: 'dist',
      discardPaths: true,
      enableSymlinks: false,
      name: 'app-$VERSION',
    },
    secondaryArtifacts: {
      docs: { files: ['index.html'], excluded: [], baseDirectory: '.', discardPaths: false, enableSymlinks: false },
    },
    remarks: [
      'No commands found for phase name: install',
      'Using the nodejs of this machine in its own version: 20 is not installed',
    ],
  });
});

test('JSON is YAML, too', () => {
  const text = '{"version": "0.2", "phases": {"build": {"commands": ["make"]}}}';
  expect(parseBuildspec(text).phases.build?.commands).toEqual(['make']);
});

test('keys that mean nothing are remarked on, as is what does not happen here', () => {
  const { remarks } = parseBuildspec(spec('run-as: me', 'cache: { paths: [a] }', 'Tags: {}', 'env: { shel: bash }'));
  expect(remarks).toEqual([
    'Found possible syntax errors in buildspec: The following keys cannot be identified: Tags, shel',
    'Running all commands as the user who started the embedded AWS: run-as is ignored',
    'The embedded AWS ignores cache of buildspecs',
  ]);
});

describe('a buildspec is refused', () => {
  const refusals: [string, string, string][] = [
    ['that is no YAML', 'version: "0.2', 'Missing closing "quote at line 1, column 14:'],
    ['that is empty', '', 'Expected the buildspec to be a mapping: found nothing'],
    ['that is a list', '- a', 'Expected the buildspec to be a mapping: found a sequence instead at line 1'],
    ['without a version', 'phases: {}', 'Expected version to be 0.1 or 0.2: found nothing'],
    ['of another version', 'version: 0.3', 'Expected version to be 0.1 or 0.2: found 0.3 at line 1'],
    ['without phases', 'version: 0.2', 'Expected phases to be a mapping: found nothing'],
    [
      'with a phase that there is not',
      'version: 0.2\nphases: { biuld: { commands: [make] } }',
      'Invalid buildspec phase name: biuld. Expecting: BUILD,INSTALL,POST_BUILD,PRE_BUILD',
    ],
    [
      'whose command holds a colon and a space',
      'version: 0.2\nphases:\n  build:\n    commands:\n      - make\n      - echo a: b',
      'Expected phases.build.commands[1] to be of string type: found subkeys instead at line 6',
    ],
    [
      'whose commands are no sequence',
      'version: 0.2\nphases: { build: { commands: make } }',
      'Expected phases.build.commands to be a sequence: found a text instead at line 2',
    ],
    [
      'with another way to go on',
      'version: 0.2\nphases: { build: { on-failure: STOP, commands: [make] } }',
      'Expected phases.build.on-failure to be ABORT or CONTINUE: found STOP at line 2',
    ],
    ['with another shell', spec('env: { shell: zsh }'), 'Expected env.shell to be bash or /bin/sh or sh or /bin/bash'],
    ['whose variables are a list', spec('env: { variables: [A] }'), 'Expected env.variables to be a mapping'],
    [
      'that exports what is no name of a variable',
      spec('env: { exported-variables: ["A B"] }'),
      'Expected env.exported-variables to be names of variables: found A B at line 2',
    ],
    [
      'whose flag is neither yes nor no',
      spec('artifacts: { files: [a], discard-paths: maybe }'),
      'Expected artifacts.discard-paths to be yes or no: found maybe at line 2',
    ],
  ];

  test.each(refusals)('%s', (_, text, message) => {
    const parse = (): unknown => parseBuildspec(text);
    expect(parse).toThrow(message);
    expect(parse).toThrow(expect.objectContaining({ statusCode: 'YAML_FILE_ERROR' }) as Error);
  });
});
