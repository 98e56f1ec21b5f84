import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reviewPlanFiles } from 'plan-review/terraform/review-plan-files';
import { regionOfPlan } from 'plan-review/terraform/region-of-plan';
import { temporaryFolder } from '../../../../__tests__/helpers/temporary-folder';

const temporary = temporaryFolder();

function file(name: string, content: string): string {
  const place = join(temporary.path(), name);
  writeFileSync(place, content);
  return place;
}

/** A plan that creates one thing. */
const plan = JSON.stringify({
  format_version: '1.2',
  terraform_version: '1.11.4',
  resource_changes: [
    {
      address: 'terraform_data.it',
      mode: 'managed',
      type: 'terraform_data',
      name: 'it',
      provider_name: 'terraform.io/builtin/terraform',
      change: { actions: ['create'], before: null, after: { input: 'x' }, after_unknown: { id: true } },
    },
  ],
});

describe('the review of plans in JSON', () => {
  it('takes each file for a stack of its name', async () => {
    const review = await reviewPlanFiles([file('one.json', plan), file('two.json', plan)]);
    expect(review.verdict).toBe('safe');
    expect(review.stacks).toMatchObject([
      { stack: 'one', outcome: { kind: 'planned', counts: { add: 1, change: 0, destroy: 0 } } },
      { stack: 'two', outcome: { kind: 'planned', counts: { add: 1, change: 0, destroy: 0 } } },
    ]);
  });

  it.each([
    { what: 'other JSON', content: '{"name":"x"}', says: 'This is not a Terraform plan in JSON' },
    { what: 'no JSON', content: 'Terraform will perform', says: 'is not JSON' },
  ])('says of $what where it is and how a plan is made', async ({ content, says }) => {
    const place = file('plan.json', content);
    await expect(reviewPlanFiles([place])).rejects.toMatchObject({
      message: expect.stringMatching(new RegExp(`plan\\.json.*${says}`)) as string,
      hint: expect.stringContaining('terraform show -json plan.tfplan') as string,
    });
  });

  it('says which file is missing', async () => {
    await expect(reviewPlanFiles(['nowhere.json'])).rejects.toThrow('There is no nowhere.json.');
  });

  it('says why a file cannot be read', async () => {
    await expect(reviewPlanFiles([__dirname])).rejects.toThrow(`${__dirname} cannot be read (EISDIR).`);
  });
});

describe('the region of a plan', () => {
  const withProvider = (region: object): object => ({
    configuration: { provider_config: { aws: { name: 'aws', expressions: { region } } } },
  });

  it('is that of its AWS provider', () => {
    expect(regionOfPlan(withProvider({ constant_value: 'eu-central-1' }))).toBe('eu-central-1');
  });

  it.each([{}, withProvider({ references: ['var.region'] })])(
    'is one with prices if the plan does not tell',
    (json) => {
      expect(regionOfPlan(json)).toBe('us-east-1');
    },
  );
});
