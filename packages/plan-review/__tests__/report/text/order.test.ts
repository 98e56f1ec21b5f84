import type { Category, Finding, Severity } from 'plan-review/findings/finding';
import { moreFindings, namedFirst, reasonsOf } from 'plan-review/report/text/order';

function finding(severity: Severity, category: Category): Finding {
  return { rule: 'rule', severity, category, stack: 'dev-hello', title: 'what', detail: 'why' };
}

const outage = finding('dangerous', 'downtime');
const opened = finding('attention', 'security');
const lost = finding('dangerous', 'data-loss');
const moved = finding('note', 'security');

describe('the reasons for a verdict', () => {
  it('name lost data and what is opened first, even before something more dangerous', () => {
    expect(reasonsOf([outage, opened, lost])).toEqual([lost, opened, outage]);
  });

  it('hold no notes, which stand last where they are shown', () => {
    expect(reasonsOf([moved])).toEqual([]);
    expect(namedFirst([moved, outage])).toEqual([outage, moved]);
  });

  it('say of what is not shown whether it is dangerous', () => {
    expect(moreFindings([opened])).toBe('1 more finding');
    expect(moreFindings([opened, outage])).toBe('2 more findings (1 dangerous)');
  });
});
