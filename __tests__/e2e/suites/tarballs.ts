import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SAME_FILES } from '../../../cli/init/same-files';
import { declaredBy, filesPacked, loadedBy, PACKAGES } from '../helpers/installed-project';
import { paths } from '../helpers/run-folder';

/**
 * What is in the tarball of each package.
 * @param project folder of the project that installed them; known once tests run
 */
export function tarballs(project: () => string): void {
  describe.each(PACKAGES)('the tarball of %s', (name) => {
    // fargate-delivery also has what init writes.
    const written: readonly string[] = name === 'fargate-delivery' ? SAME_FILES.map((file) => `dist/${file}`) : [];

    it('contains only built files, a README and the licence', () => {
      const packed = filesPacked(project(), name);
      expect(written.filter((file) => !packed.includes(file))).toEqual([]);
      const files = packed.filter((file) => !written.includes(file));
      expect(files.filter((file) => !file.startsWith('dist/')).sort()).toEqual([
        'LICENSE',
        'README.md',
        'package.json',
      ]);
      expect(files.filter((file) => /\.test\.[jt]s$|(^|\/)(testing|__tests__|fixtures)(\/|\.|-)/.test(file))).toEqual(
        name === 'fargate-delivery' ? ['dist/examples/orders/order-book.test.js'] : [],
      );
      expect(files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))).toEqual([]);
    });

    it('contains no path of the machine that built it', () => {
      const dist = path.join(project(), 'node_modules', name, 'dist');
      const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
      const telling = files
        .map((file) => path.join(file.parentPath, file.name))
        .filter((file) => readFileSync(file, 'utf8').includes(paths.root));
      expect(telling).toEqual([]);
    });

    it('declares every package that it loads', () => {
      // From its TypeScript sources, which are not in the tarball, embedded-aws starts a program with tsx.
      const declared = [...declaredBy(project(), name), ...(name === 'embedded-aws' ? ['tsx'] : [])];
      expect(loadedBy(project(), name)).not.toEqual([]);
      expect(loadedBy(project(), name).filter((each) => !declared.includes(each))).toEqual([]);
    });
  });
}
