import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A line of a buildspec that stands for a file of the same folder, e.g. `    {{build_image.sh}}`. */
const INCLUDED_FILE = /^( *)\{\{([\w.]+)\}\}$/gm;

/**
 * What every image build runs. A build needs nothing but the source, so the YAML carries its programs; what differs from
 * service to service comes as environment variables.
 */
export const imageBuildspec = readBuildspec('image.buildspec.yml');

/** What makes a release of what a build left. */
export const releaseBuildspec = readBuildspec('release.buildspec.yml');

/** What runs before an approval, and beside every deployment to an environment. */
export const recordBuildspec = readBuildspec('record.buildspec.yml');

function readBuildspec(name: string): string {
  return readText(name).replace(INCLUDED_FILE, (_line, indentation: string, file: string) =>
    indent(readText(file).trimEnd(), indentation),
  );
}

/** A file with the line endings that it is committed with, also where git checked it out with others. */
function readText(file: string): string {
  return readFileSync(join(__dirname, 'buildspecs', file), 'utf8').replaceAll('\r\n', '\n');
}

function indent(text: string, indentation: string): string {
  return text.replaceAll(/^(?=.)/gm, indentation);
}
