import { readPlan } from 'plan-review/plan/read-plan';
import { renderComment } from 'plan-review/report/comment/render-comment';
import { renderHtml } from 'plan-review/report/html/render-html';
import { reviewJson } from 'plan-review/report/json/review-json';
import { renderSummary } from 'plan-review/report/summary/render-summary';
import { reviewOf } from 'plan-review/review-of';
import type { Form } from './forms';

/** Everything that is written of a plan in JSON, by what it is. */
export function writtenOf(plan: object): Readonly<Record<string, string>> {
  const review = reviewOf({
    stacks: [{ stack: 'it', result: { kind: 'planned', plan: readPlan(plan) }, placeholders: [] }],
    findings: [],
    region: 'eu-central-1',
    unchangedStackCount: 0,
    following: [],
    base: { ref: 'the states', commit: '' },
    head: { ref: 'the plan', commit: '' },
  });
  return {
    comment: renderComment(review, {}),
    report: renderHtml(review),
    summary: renderSummary(review),
    'review.json': reviewJson(review),
  };
}

/** Which of some secrets stand in what is written of a plan, e.g. `V_JWT in comment`. */
export function leaksOf(plan: object, forms: readonly Form[]): readonly string[] {
  return Object.entries(writtenOf(plan)).flatMap(([what, text]) =>
    forms.filter((form) => holds(text, form)).map(({ name }) => `${name} in ${what}`),
  );
}

/** As it is, in JSON, in JSON in JSON, or in HTML. */
function holds(text: string, { value, secret = value }: Form): boolean {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const ways = [secret, inJson, JSON.stringify(inJson).slice(1, -1), secret.replaceAll('"', '&quot;')];
  return ways.some((way) => text.includes(way));
}
