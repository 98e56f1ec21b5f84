import { reasonsOf } from '../../../../cli/review/reasons';
import type { Finding, Severity } from '../../../../review/findings/finding';

function finding(severity: Severity, title: string): Finding {
  return { rule: 'a-rule', severity, category: 'data-loss', stack: 'hello-registry', title, detail: '' };
}

describe('the reasons at the terminal', () => {
  it('are a line each, as the findings come, without notes', () => {
    const findings = [finding('dangerous', 'all is lost'), finding('attention', 'look'), finding('note', 'by the way')];
    expect(reasonsOf({ findings })).toEqual([
      'dangerous  data-loss  hello-registry: all is lost',
      'attention  data-loss  hello-registry: look',
    ]);
  });
});
