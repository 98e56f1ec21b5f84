import { readdirSync } from 'node:fs';
import path from 'node:path';

import { SERVICES as REGISTRY } from 'embedded-aws/services';
import { importsOf, type Source, sourcesBelow } from '../../helpers/sources';

const SOURCES = 'packages/embedded-aws/src';
const SERVICES = `${SOURCES}/services`;

/** Folder of the service that a path of the project lies in; undefined for other paths. */
function serviceOf(file: string): string | undefined {
  return file.startsWith(`${SERVICES}/`) ? /^[^/]+(?=\/)/.exec(file.slice(SERVICES.length + 1))?.[0] : undefined;
}

/** An import as a path of the project: a package of the project may be imported by its name. */
function pathOf(imported: string): string {
  return imported.replace(/^embedded-aws(?=\/|$)/, SOURCES);
}

/** The imports of some files, as `<file> imports <file>`, that a rule does not allow. */
function breaches(sources: readonly Source[], allows: (imported: string, from: Source) => boolean): readonly string[] {
  return sources.flatMap((source) =>
    importsOf(source)
      .map(pathOf)
      .filter((imported) => !allows(imported, source))
      .map((imported) => `${source.path} imports ${imported}`),
  );
}

const isTest = ({ path: file }: Source): boolean => /(\.test|\/testing)\.ts$/.test(file);

describe('a service of the embedded AWS', () => {
  it('imports only the api.ts of other services, and in tests their testing.ts', () => {
    const sources = sourcesBelow(`${SERVICES}/`).filter(({ path: file }) => serviceOf(file) !== undefined);
    expect(sources.length).toBeGreaterThan(200);
    expect(
      breaches(sources, (imported, source) => {
        const other = serviceOf(imported);
        if (other === undefined) return imported !== SERVICES;
        const isApi = imported === `${SERVICES}/${other}/api`;
        return other === serviceOf(source.path) || isApi || (isTest(source) && imported.endsWith('/testing'));
      }),
    ).toEqual([]);
  });

  it('is imported only through its entry in the registry and its api.ts', () => {
    const registry = `${SERVICES}/index.ts`;
    const rest = sourcesBelow('').filter((source) => serviceOf(source.path) === undefined && !isTest(source));
    expect(
      breaches(rest, (imported, source) => {
        if (serviceOf(imported) === undefined) return true;
        return source.path === registry ? imported.endsWith('/service') : imported.endsWith('/api');
      }),
    ).toEqual([]);
  });

  it('is not imported by the gateway', () => {
    const gateway = sourcesBelow(`${SOURCES}/gateway/`).filter((source) => !isTest(source));
    expect(breaches(gateway, (imported) => !imported.startsWith(SERVICES))).toEqual([]);
  });

  it('is in the registry once', () => {
    const names = REGISTRY.map(({ signingName }) => signingName);
    expect(names.length).toBeGreaterThan(20);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has a service.ts, and a README.md that says what differs from AWS', () => {
    const root = path.join(__dirname, '../../..', SERVICES);
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const incomplete = folders.filter(({ name }) => {
      const files = readdirSync(path.join(root, name));
      return !files.includes('service.ts') || !files.includes('README.md');
    });
    expect(incomplete.map(({ name }) => name)).toEqual([]);
  });
});
