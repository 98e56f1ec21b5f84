import { APIGatewayClient, CreateDomainNameCommand } from '@aws-sdk/client-api-gateway';
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { differencesOf } from 'plan-review/diff/differences-of';
import { findingsOf } from 'plan-review/findings/findings-of';
import { verdictOf } from 'plan-review/findings/verdict';
import type { Plan } from 'plan-review/plan/plan';
import { readPlan } from 'plan-review/plan/read-plan';
import { spokenChanges, spokenCounts } from '../../../packages/plan-review/__tests__/helpers/terraform-text';
import type { RehearsedPlatform } from '../helpers/rehearsed-platform';
import { planCases, type PlannedCase } from '../helpers/review/plan-cases';
import { CONFIG_CASES } from '../helpers/review/config-cases';
import { SERVED_DOMAIN, STACK_CASES } from '../helpers/review/stack-cases';

const REVIEW_CASES = [...CONFIG_CASES, ...STACK_CASES];

/** Changes of a deployed platform, and what a review says to each. */
export function reviewOfCases(deployed: RehearsedPlatform): void {
  describe('the review of a change of a deployed platform', () => {
    let planned: ReadonlyMap<string, PlannedCase | Error> = new Map();

    beforeAll(async () => {
      await deployed.client(CloudWatchLogsClient).send(new CreateLogGroupCommand({ logGroupName: '/found' }));
      await deployed.client(APIGatewayClient).send(new CreateDomainNameCommand(SERVED_DOMAIN));
      planned = await planCases(deployed.workspace, REVIEW_CASES);
    });

    const plannedAs = (title: string): PlannedCase & { readonly plan: Plan } => {
      const found = planned.get(title);
      if (found === undefined || found instanceof Error) throw found ?? new Error(`${title} was not planned`);
      return { ...found, plan: readPlan(found.json) };
    };

    describe.each(REVIEW_CASES)('$title', ({ title, stack, counts, verdict, rules, line }) => {
      it('counts what terraform show counts, and has the changes that it shows', () => {
        const { text, plan } = plannedAs(title);
        expect(/^Plan: (.*)$/m.exec(text)?.[1] ?? '').toBe(counts);
        expect(plan.counts).toMatchObject({ ...spokenCounts(text), forget: plan.counts.forget });
        const shown = plan.changes.filter(({ action }) => action !== 'forget');
        expect(shown.map(({ address, action }) => `${address} ${action}`).sort()).toEqual(spokenChanges(text));
      });

      it(`is ${verdict}`, () => {
        const { plan } = plannedAs(title);
        const findings = findingsOf(stack, plan);
        const outcome = { kind: 'planned', counts: plan.counts } as const;
        expect(findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...rules]));
        expect(verdictOf(findings, [{ outcome, outputs: plan.outputs }])).toBe(verdict);
      });

      it('tells what it means', () => {
        const { changes } = plannedAs(title).plan;
        const differences = changes.flatMap((change) => differencesOf(change, changes));
        const texts = differences.flatMap(({ lines }) => lines.map(({ text }) => text));
        if (line !== undefined) expect(texts).toContainEqual(expect.stringContaining(line));
        expect(texts.join('\n')).not.toContain('[object Object]');
      });
    });
  });
}
