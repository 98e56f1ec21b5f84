import { execFileSync } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import { extract } from 'tar-stream';

import { useDocker } from '../../../testing/docker';
import { DockerError } from '../docker-error';
import type { DockerHost } from '../host';
import { storeOf } from '../host';
import type { StoredImage } from '../image-store';
import { build } from './build';
import type { BuildOptions } from './options';

const files = useDocker();

/** What a build has printed. */
let notes: string[];

beforeEach(() => {
  notes = [];
});

function host(): DockerHost {
  const environment = { HOME: path.join(files.folder, 'home') };
  const note = (line: string): void => void notes.push(line);
  return { environment, directory: files.folder, input: Readable.from([]), print: note, note };
}

/** Builds what the Dockerfile says from the files. */
async function buildOf(
  dockerfile: string,
  context: Readonly<Record<string, string | Buffer>> = {},
  options: Partial<BuildOptions> = {},
): Promise<StoredImage> {
  const below = Object.entries({ Dockerfile: dockerfile, ...context }).map(([name, text]) => [`context/${name}`, text]);
  await files.write(Object.fromEntries(below) as Record<string, string | Buffer>);
  const defaults = { context: 'context', tags: [], buildArgs: {}, labels: {}, architecture: 'amd64', pull: false };
  return build(host(), { ...defaults, ...options });
}

/** What the layers have, the lowest first: `<path> <mode> <uid>:<gid>`, and the content of files. */
async function contentOf({ manifest }: StoredImage): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { digest } of manifest.layers) {
    const entries = extract();
    const layer = Readable.from([await storeOf(host()).blobs.read(digest)]);
    const read = pipeline([layer, createGunzip(), entries]);
    for await (const entry of entries) {
      const { name, mode, uid, gid, linkname } = entry.header;
      const chunks: Buffer[] = [];
      for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
      found[`/${name} ${mode.toString(8)} ${uid}:${gid}`] = linkname || Buffer.concat(chunks).toString();
    }
    await read;
  }
  return found;
}

describe('settings', () => {
  test('are those of the instructions', async () => {
    const { config } = await buildOf(`
FROM scratch
ARG VERSION=1
ENV A=1 B="two words" C=$VERSION D=\${MISSING:-none} E='$A'
ENV OLD the rest  of the line
LABEL version="$VERSION" "a key"=b
WORKDIR /srv
WORKDIR app
EXPOSE 80 53/udp
USER 1000:1000
VOLUME ["/data"]
STOPSIGNAL SIGQUIT
HEALTHCHECK --interval=1m30s --retries=3 CMD curl -f http://localhost/
SHELL ["/bin/bash", "-c"]
ENTRYPOINT exec node
CMD ["server.js", "--port=80"]
`);
    expect(config.config).toEqual({
      Env: ['A=1', 'B=two words', 'C=1', 'D=none', 'E=$A', 'OLD=the rest  of the line'],
      Labels: { version: '1', 'a key': 'b' },
      WorkingDir: '/srv/app',
      ExposedPorts: { '80/tcp': {}, '53/udp': {} },
      User: '1000:1000',
      Volumes: { '/data': {} },
      StopSignal: 'SIGQUIT',
      Healthcheck: { Test: ['CMD-SHELL', 'curl -f http://localhost/'], Interval: 90_000_000_000, Retries: 3 },
      Shell: ['/bin/bash', '-c'],
      Entrypoint: ['/bin/bash', '-c', 'exec node'],
      Cmd: ['server.js', '--port=80'],
    });
  });

  test('of a base are kept, but for the command when there is a new entry point', async () => {
    const { config } = await buildOf(
      'FROM scratch AS base\nENV A=1\nCMD ["a"]\nFROM base\nENV A="$A 2"\nENTRYPOINT ["b"]\n',
    );
    expect(config.config).toEqual({ Env: ['A=1 2'], Cmd: null, Entrypoint: ['b'] });
  });

  test('take the arguments of the command line, and tell which are not used', async () => {
    const dockerfile = 'ARG BASE=wrong\nFROM $BASE\nARG NAME\nARG BASE\nENV NAME=$NAME BASE=$BASE\n';
    const buildArgs = { BASE: 'scratch', NAME: 'given', OTHER: 'x' };
    const { config } = await buildOf(dockerfile, {}, { buildArgs, labels: { commit: '4f2a91c' } });
    expect(config.config).toEqual({ Env: ['NAME=given', 'BASE=scratch'], Labels: { commit: '4f2a91c' } });
    expect(notes).toContain('[Warning] One or more build-args [OTHER] were not consumed');
  });

  test('say that a command was not run', async () => {
    const { config } = await buildOf('FROM scratch\nRUN npm ci \\\n  --omit=dev\n');
    expect(config.history).toEqual([
      expect.objectContaining({
        created_by: expect.stringMatching(/^RUN npm ci\s+--omit=dev # not run by the stand-in$/) as string,
        empty_layer: true,
      }),
    ]);
    expect(notes).toContain('  not run by the stand-in for docker: it has no containers to run commands in');
  });

  test('say that a base is not to be had', async () => {
    const { config } = await buildOf('FROM public.ecr.aws/docker/library/node:22\n');
    expect(config.config.Labels).toEqual({
      'org.opencontainers.image.base.name': 'public.ecr.aws/docker/library/node:22',
    });
    expect(config.history[0]?.created_by).toContain('not to be had');
  });
});

describe('files', () => {
  test('are copied to where docker copies them', async () => {
    const dockerfile = `
FROM scratch
WORKDIR /app
COPY a.txt .
COPY a.txt b.txt two/
COPY a.txt renamed
COPY folder /
COPY folder into
COPY *.md /docs/
COPY a.txt /app
`;
    const context = { 'a.txt': 'a', 'b.txt': 'b', 'folder/x/y': 'y', '1.md': '1', '2.md': '2' };
    expect(Object.keys(await contentOf(await buildOf(dockerfile, context))).map((key) => key.split(' ')[0])).toEqual([
      '/app/',
      '/app/a.txt',
      ...['/app/two/', '/app/two/a.txt', '/app/two/b.txt', '/app/renamed', '/x/', '/x/y'],
      ...['/app/into/', '/app/into/x/', '/app/into/x/y', '/docs/', '/docs/1.md', '/docs/2.md'],
    ]);
  });

  test('have owner and mode as the flags say', async () => {
    const content = await contentOf(
      await buildOf('FROM scratch\nCOPY etc /etc\nCOPY --chown=node:7 --chmod=0750 a /a\n', {
        'etc/passwd': 'root:x:0:0::/:\nnode:x:1000:1000::/:\n',
        a: 'a',
      }),
    );
    expect(content['/a 750 1000:7']).toBe('a');
  });

  test('belong to root where the base with the names is not to be had', async () => {
    const content = await contentOf(await buildOf('FROM node:22\nCOPY --chown=node:node a /a\n', { a: 'a' }));
    expect(Object.keys(content)[0]).toMatch(/^\/a \d+ 0:0$/);
    expect(notes.join('\n')).toContain('--chown=node:node: the image has no such names');
  });

  test('come from other stages, which are built only if they are needed', async () => {
    const dockerfile = `
FROM scratch AS tools
COPY a /out/a
FROM scratch AS unused
COPY missing /
FROM scratch
COPY --from=tools /out /in
COPY --from=0 /out/a /again
`;
    const content = await contentOf(await buildOf(dockerfile, { a: 'from tools' }));
    expect(Object.keys(content).map((key) => key.split(' ')[0])).toEqual(['/in/', '/in/a', '/again']);
  });

  test('end with the target stage', async () => {
    const dockerfile = 'FROM scratch AS one\nENV STAGE=1\nFROM one AS two\nENV STAGE=2\n';
    expect((await buildOf(dockerfile, {}, { target: 'ONE' })).config.config.Env).toEqual(['STAGE=1']);
    expect((await buildOf(dockerfile, {}, { target: '1' })).config.config.Env).toEqual(['STAGE=2']);
  });

  test('that .dockerignore excludes are left out', async () => {
    const context = {
      '.dockerignore': 'node_modules\n*.log\n!keep.log\n',
      'node_modules/a': '',
      'x.log': '',
      'keep.log': '',
    };
    const content = await contentOf(await buildOf('FROM scratch\nCOPY . /\n', context));
    expect(Object.keys(content).map((key) => key.split(' ')[0])).toEqual([
      '/.dockerignore',
      '/Dockerfile',
      '/keep.log',
    ]);
  });

  test('are not copied if .dockerignore cannot be read', async () => {
    await files.write({ 'context/.dockerignore/a': '' });
    await expect(buildOf('FROM scratch\nCOPY . /\n')).rejects.toMatchObject({ code: 'EISDIR' });
  });

  test('may stand in the Dockerfile', async () => {
    const dockerfile = 'FROM scratch\nENV NAME=world\nCOPY <<one <<"two" /\nhello $NAME\none\n$NAME\ntwo\n';
    expect(Object.values(await contentOf(await buildOf(dockerfile)))).toEqual(['hello world\n', '$NAME\n']);
  });

  test('of archives are unpacked by ADD and not by COPY', async () => {
    await files.write({ 'source/inside': 'x' });
    await mkdir(path.join(files.folder, 'context'));
    const archive = path.join(files.folder, 'context', 'a.tar.gz');
    execFileSync('tar', ['-czf', archive, '-C', path.join(files.folder, 'source'), 'inside']);
    const image = await buildOf('FROM scratch\nADD a.tar.gz /added/\nCOPY a.tar.gz /copied/\n');
    expect(Object.keys(await contentOf(image)).map((key) => key.split(' ')[0])).toEqual(
      expect.arrayContaining(['/added/inside', '/copied/a.tar.gz']) as string[],
    );
  });

  test('keep their links', async () => {
    await files.write({ 'context/folder/file': 'x' });
    await symlink('file', path.join(files.folder, 'context', 'folder', 'link'));
    const content = await contentOf(await buildOf('FROM scratch\nCOPY folder /\n'));
    expect(content['/link 777 0:0']).toBe('file');
  });

  test('make the same image whenever they are the same', async () => {
    const first = await buildOf('FROM scratch\nCOPY a b/ /\n', { a: '1', 'b/c': '2' });
    await files.write({ 'context/a': '1' });
    expect((await buildOf('FROM scratch\nCOPY a b/ /\n')).digest).toBe(first.digest);
  });
});

describe('docker says what is wrong with', () => {
  const failures: [string, string, string][] = [
    [
      'an unknown instruction',
      'FROM scratch\nCOYP a b',
      'dockerfile parse error on line 2: unknown instruction: COYP (did you mean COPY?)',
    ],
    ['an empty Dockerfile', '# nothing', 'the Dockerfile has no instructions: it begins with FROM'],
    [
      'no FROM',
      'COPY a b',
      'dockerfile parse error on line 1: no build stage in current context: COPY comes before FROM',
    ],
    ['a missing file', 'FROM scratch\nCOPY missing /', '"/missing": not found in the build context'],
    ['a file that is excluded', 'FROM scratch\nCOPY secret /', 'not found in the build context'],
    [
      'a path out of the context',
      'FROM scratch\nCOPY ../outside /',
      'forbidden path outside the build context: ../outside',
    ],
    [
      'a link out of the context',
      'FROM scratch\nCOPY link /',
      'forbidden path outside the build context: link is a link to /etc',
    ],
    [
      'a stage that is not there',
      'FROM scratch\nCOPY --from=node.example/x:1 a /',
      'embedded AWS reaches no other registry than its own',
    ],
    [
      'a stage that comes later',
      'FROM scratch AS a\nCOPY --from=b a /\nFROM scratch AS b\nFROM a',
      'the stage "b" comes later',
    ],
    [
      'what only RUN would have made',
      'FROM scratch AS b\nRUN make\nFROM scratch\nCOPY --from=b /dist /',
      'whose RUN commands the stand-in for docker does not run',
    ],
    [
      'several files to one',
      'FROM scratch\nCOPY a Dockerfile /x',
      'the destination must be a directory and end with a /',
    ],
    [
      'an unknown flag',
      'FROM scratch\nCOPY --parents a /',
      'unknown flag: --parents; the stand-in for docker knows --from, --chown, --chmod, --link',
    ],
    ['an address', 'FROM scratch\nADD https://example.org/a /', 'the stand-in for docker fetches nothing'],
    ['a wrong mode', 'FROM scratch\nCOPY --chmod=rwx a /', "invalid chmod parameter: 'rwx'"],
    ['a variable that must be set', 'FROM scratch\nENV A=${B:?missing}', 'B: missing'],
    ['ONBUILD', 'FROM scratch\nONBUILD RUN a', 'does not support ONBUILD'],
    ['a name in capitals', 'FROM Scratch', 'invalid reference format'],
  ];

  test.each(failures)('%s', async (_, dockerfile, message) => {
    await files.write({ 'context/.dockerignore': 'secret', 'context/secret': '' });
    await symlink('/etc', path.join(files.folder, 'context', 'link'));
    const failed = buildOf(dockerfile, { a: 'a' });
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toBeInstanceOf(DockerError);
  });

  test('a target that is not there', async () => {
    await expect(buildOf('FROM scratch AS a\nFROM a', {}, { target: 'b' })).rejects.toThrow(
      'target stage "b" could not be found; the Dockerfile has: a, 1',
    );
  });

  test('a Dockerfile that is not there', async () => {
    await files.write({ 'context/a': '' });
    const failed = build(host(), {
      context: 'context',
      tags: [],
      buildArgs: {},
      labels: {},
      architecture: 'amd64',
      pull: false,
    });
    await expect(failed).rejects.toThrow(
      /^failed to read dockerfile: \S+\/context\/Dockerfile cannot be read \(ENOENT\)/,
    );
  });
});
