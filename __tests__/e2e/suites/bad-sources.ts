import { failureOf, type PushedPlatform, type SourceChange } from '../helpers/pushed-platform';

/** A checkout with something wrong. */
export interface BadSource extends SourceChange {
  readonly what: string;
  /** All of this is told. */
  readonly told: readonly (string | RegExp)[];
}

/** A repository's own buildspec. */
export function buildspec(phase: string, command: string): Record<string, string> {
  return { 'buildspec.yml': `version: 0.2\nphases:\n  ${phase}:\n    commands:\n      - ${command}\n` };
}

/** Pushes what is wrong, and after each something that is right. */
export function badSources({ push, isUsable }: PushedPlatform, sources: readonly BadSource[]): void {
  it.each(sources)(
    'because of $what is reported, and the next valid push is delivered',
    async ({ told, ...change }) => {
      const message = await failureOf(push(change));
      for (const text of told) expect(message).toMatch(text);
      await isUsable();
    },
  );
}
