import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVERY_RULE } from 'plan-review/findings/every-rule';

const page = readFileSync(join(__dirname, '../../../../docs/review-rules.md'), 'utf8');

describe('docs/review-rules.md', () => {
  it.each(EVERY_RULE.map((rule) => [rule.id, rule] as const))('describes the rule %s', (_, rule) => {
    const { id, category, severities, meaning } = rule;
    expect(page).toContain(`| \`${id}\` | ${severities.join(', ')} | ${category} | ${meaning} |`);
  });

  it('describes no removed rule', () => {
    const documented = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, id]) => id);
    expect(documented).toEqual([...EVERY_RULE.map(({ id }) => id), 'checkov', 'checkov-not-run']);
  });
});
