import { costOf } from 'plan-review/cost/cost-of';
import { costSource } from 'plan-review/report/text/money';
import { reviewedChange } from '../../helpers/review-parts';

const key = reviewedChange('aws_kms_key.main', 'create', 'attributes', [], { after: {} }).change;

/** What is said of the prices for a key in a region. */
function sourceIn(region: string): string {
  const cost = costOf([{ stack: 'dev-hello', resources: [key] }], region);
  if (cost === undefined) throw new Error('A key has its price.');
  return costSource(cost);
}

describe('whose prices a report names', () => {
  it('those of the region, with their day', () => {
    expect(sourceIn('eu-central-1')).toMatch(/^Prices of eu-central-1, \d{4}-\d\d-\d\d$/);
  });

  it('those that stand in, and the region that the table lacks', () => {
    expect(sourceIn('ap-south-1')).toMatch(
      /^Prices of us-east-1, since the table has none of ap-south-1, \d{4}-\d\d-\d\d$/,
    );
  });
});
