import { Sensitive } from 'plan-review/plan/value';
import { linesOf } from '../../helpers/difference-lines';
import { changeOf } from '../../helpers/review-change';

describe('a rule of a listener', () => {
  it('shows its conditions, and where it forwards to', () => {
    const header = (secret: string) => [{ http_header_name: 'X-Origin', values: [new Sensitive(secret)] }];
    const [before, after] = [
      {
        priority: 10,
        condition: [
          { path_pattern: [{ values: ['/orders', '/orders/*'] }], host_header: [] },
          { path_pattern: [], http_header: header('1') },
        ],
        action: [{ type: 'forward', target_group_arn: 'a' }],
      },
      {
        priority: 20,
        condition: [
          { path_pattern: [], http_header: header('1') },
          { query_string: [{ key: 'page', value: '1' }], host_header: [{ values: ['a.example'] }] },
        ],
        action: [{ type: 'forward', target_group_arn: 'b' }],
      },
    ];
    expect(linesOf(changeOf('aws_lb_listener_rule', before, after))).toEqual([
      '- path is /orders or /orders/*',
      '+ query page = 1',
      '+ host is a.example',
      '~ priority: 10 → 20',
      '~ action.target_group_arn: a → b',
    ]);
  });

  it('shows that a secret changes together with another value', () => {
    const rule = (path: string, secret: string) => ({
      condition: [
        { path_pattern: [{ values: [path] }] },
        { http_header: [{ http_header_name: 'X-Origin', values: [new Sensitive(secret)] }] },
      ],
    });
    expect(linesOf(changeOf('aws_lb_listener_rule', rule('/a', '1'), rule('/b', '2')))).toEqual([
      '- path is /a',
      '- header X-Origin is (sensitive)',
      '+ path is /b',
      '+ header X-Origin is (sensitive)',
    ]);
  });
});
