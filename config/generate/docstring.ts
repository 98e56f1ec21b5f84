import { wrap } from '../wrap';

const COLUMNS = 118;

/** A docstring of some paragraphs; on one line if it fits. */
export function docstring(paragraphs: readonly string[], indent = ''): string {
  const [only = ''] = paragraphs;
  if (paragraphs.length === 1 && `${indent}/** ${only} */`.length <= COLUMNS) return `${indent}/** ${only} */`;
  const lines = paragraphs.flatMap((paragraph) => wrap(paragraph, COLUMNS - indent.length - ' * '.length));
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`].join('\n');
}
