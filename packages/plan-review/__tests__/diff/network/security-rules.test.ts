import { UNKNOWN, type ValueObject } from 'plan-review/plan/value';
import { linesOf } from '../../helpers/difference-lines';
import { changeOf } from '../../helpers/review-change';

const https = {
  protocol: 'tcp',
  from_port: 443,
  to_port: 443,
  cidr_blocks: ['0.0.0.0/0'],
  self: false,
  description: '',
};
const replies = { protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: [], self: true, description: 'replies' };

describe('a security group', () => {
  it('shows its inline rules, one for each peer', () => {
    const [before, after] = [
      { ingress: [https], egress: [replies] },
      { ingress: [{ ...https, cidr_blocks: ['10.0.0.0/8'], security_groups: ['sg-1'] }], egress: [] },
    ];
    expect(linesOf(changeOf('aws_security_group', before, after))).toEqual([
      '- tcp 443 from 0.0.0.0/0',
      '+ tcp 443 from 10.0.0.0/8',
      '+ tcp 443 from sg-1',
      '- all traffic to itself (replies)',
    ]);
  });

  it('shows a rule whose description changes', () => {
    const [before, after] = [{ ingress: [https] }, { ingress: [{ ...https, description: 'web' }] }];
    expect(linesOf(changeOf('aws_security_group', before, after))).toEqual([
      '- tcp 443 from 0.0.0.0/0',
      '+ tcp 443 from 0.0.0.0/0 (web)',
    ]);
  });

  it('says so if its rules are not known yet', () => {
    const change = changeOf('aws_security_group', { ingress: [] }, { ingress: UNKNOWN });
    expect(linesOf(change)).toEqual(['~ ingress: [] → (known after apply)']);
  });
});

describe('a rule of a security group', () => {
  const rule = {
    ip_protocol: 'tcp',
    from_port: 8080,
    to_port: 8090,
    cidr_ipv4: '10.0.0.0/16',
    security_group_id: 'sg-1',
  };
  const type = 'aws_vpc_security_group_ingress_rule';
  const cases: [string, string, ValueObject | null, ValueObject | null, string[]][] = [
    ['that is new', type, null, rule, ['+ tcp 8080-8090 from 10.0.0.0/16', '+ security_group_id: sg-1']],
    ['that goes', type, rule, null, ['- tcp 8080-8090 from 10.0.0.0/16']],
    [
      'whose peer is not known yet',
      type,
      null,
      { ip_protocol: '-1', referenced_security_group_id: UNKNOWN },
      ['+ all traffic from (known after apply)'],
    ],
    [
      'whose ports change',
      type,
      rule,
      { ...rule, from_port: 0, to_port: 65_535 },
      ['- tcp 8080-8090 from 10.0.0.0/16', '+ tcp all ports from 10.0.0.0/16'],
    ],
    [
      'whose ports become unknown',
      type,
      rule,
      { ...rule, to_port: UNKNOWN },
      ['- tcp 8080-8090 from 10.0.0.0/16', '+ ports (known after apply)'],
    ],
    [
      'whose description changes, too',
      type,
      rule,
      { ...rule, cidr_ipv4: '0.0.0.0/0', description: 'web' },
      ['- tcp 8080-8090 from 10.0.0.0/16', '+ tcp 8080-8090 from 0.0.0.0/0', '+ description: web'],
    ],
    [
      'of the older kind',
      'aws_security_group_rule',
      null,
      { type: 'egress', protocol: 'icmp', from_port: -1, to_port: -1, ipv6_cidr_blocks: ['::/0'] },
      ['+ icmp of every type to ::/0'],
    ],
  ];
  it.each(cases)('%s', (_, ruleType, before, after, lines) => {
    expect(linesOf(changeOf(ruleType, before, after))).toEqual(lines);
  });
});
