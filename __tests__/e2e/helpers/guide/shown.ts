import { stripVTControlCharacters } from 'node:util';

/**
 * What a guide shows, as a pattern: `...` stands for a part of a line, and a line with nothing else for any lines. Spaces
 * at the ends of lines and around the whole do not count.
 */
export function patternOf(shown: string): RegExp {
  const lines = shown.trimEnd().split('\n');
  const parts = lines.map((line, index) =>
    line.trim() === '...' ? '(?:[^\\n]*\\n)*?' : `${lineOf(line)}${index < lines.length - 1 ? '\\n' : ''}`,
  );
  return new RegExp(parts.join(''));
}

function lineOf(line: string): string {
  const parts = line.split('...').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return `${parts.join('[^\\n]*')}[^\\S\\n]*`;
}

/** What a person reads of what a command prints: no colours, and no spaces at the ends of lines. */
export function readable(output: string): string {
  return stripVTControlCharacters(output)
    .replaceAll('\r', '')
    .replaceAll(/[^\S\n]+$/gm, '');
}
