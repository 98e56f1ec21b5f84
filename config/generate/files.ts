import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { platformJsonSchema } from '../json-schema';
import { withOptionTables } from './option-tables';
import { inputTypes, settingTypes } from './types';

/** A generated file as it should be. */
export interface GeneratedFile {
  /** Path from the folder of the project. */
  readonly path: string;
  readonly text: string;
}

/**
 * Every file that follows from the declarations in `schema/`.
 * @param root the folder of the project, whose docs/configuration.md holds more than generated tables
 */
export function generatedFiles(root: string): readonly GeneratedFile[] {
  const docs = 'docs/configuration.md';
  return [
    { path: 'config/generated/input.ts', text: inputTypes() },
    { path: 'config/generated/settings.ts', text: settingTypes() },
    { path: 'config/platform.schema.json', text: `${JSON.stringify(platformJsonSchema(), null, 2)}\n` },
    { path: docs, text: withOptionTables(readFileSync(join(root, docs), 'utf8')) },
  ];
}
