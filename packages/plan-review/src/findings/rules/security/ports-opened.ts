import { coversRule, isEverywhere, isPrivate } from '../../../network/coverage';
import { changesSecretly, securityRules, type SecurityRule } from '../../../network/security-rules';
import type { Plan, ResourceChange } from '../../../plan/plan';
import { resourceName } from '../../reading/resource-name';
import { textAt } from '../../reading/values';
import type { ChangeRule, Observation } from '../../rule';

/** A security group allows more traffic than before. */
export const portsOpened: ChangeRule = {
  about: 'change',
  id: 'ports-opened',
  category: 'security',
  severities: ['dangerous', 'attention'],
  meaning:
    'A security group lets more through: other ports, protocols or addresses, or addresses that are marked as sensitive. Dangerous if the internet gets access, except to ports 80 and 443 of a new group.',
  check: (change, plan) => {
    const before = [...securityRules(change.type, change.before), ...rulesThatGo(change, plan)];
    const opened = securityRules(change.type, change.after).filter(
      (rule) => !before.some((old) => coversRule(old, rule)),
    );
    const isNew = isOfNewGroup(change, plan);
    return [...opened.flatMap((rule) => observe(change, rule, isNew)), ...secretRules(change)];
  },
};

/**
 * Addresses of a rule are no secret by themselves: they are hidden only where the configuration marks them as
 * sensitive.
 */
function secretRules(change: ResourceChange): readonly Observation[] {
  const { type, before, after } = change;
  if (!changesSecretly(type, before, after)) return [];
  return [
    {
      severity: 'attention',
      title: `The plan does not tell what ${resourceName(change)} lets through`,
      detail: 'Terraform marks it as sensitive. Read its code in the pull request.',
    },
  ];
}

/** Rules of the same group that this plan destroys: replacing a rule by one of another type opens nothing. */
function rulesThatGo(change: ResourceChange, plan: Plan): readonly SecurityRule[] {
  const group = textAt(change.after, 'security_group_id');
  if (group === undefined) return [];
  return plan.changes
    .filter(({ action, before }) => action === 'delete' && textAt(before, 'security_group_id') === group)
    .flatMap(({ type, before }) => securityRules(type, before));
}

/** The id of a group that is not there yet is not known. */
function isOfNewGroup({ type, before, after }: ResourceChange, plan: Plan): boolean {
  if (before !== null) return false;
  if (type === 'aws_security_group') return true;
  return (
    textAt(after, 'security_group_id') === undefined &&
    plan.changes.some((other) => other.type === 'aws_security_group' && other.action === 'create')
  );
}

function observe(change: ResourceChange, rule: SecurityRule, isNew: boolean): readonly Observation[] {
  const severity = severityOf(rule, isNew);
  if (severity === undefined) return [];
  const name = resourceName(change);
  return [
    {
      severity,
      title:
        rule.direction === 'ingress'
          ? `${whoOf(rule.peer)} can reach ${portsText(rule)} through ${name}`
          : `What has ${name} can reach ${portsText(rule)} of ${peerText(rule.peer)}`,
      detail: 'Open only what is used, to those who use it. If it is meant for the internet, name who answers there.',
    },
  ];
}

const WEB = [80, 443];

/** @returns undefined if there is nothing to review */
function severityOf(
  { direction, protocol, from, to, peer }: SecurityRule,
  isNew: boolean,
): Observation['severity'] | undefined {
  const isWeb = protocol === 'tcp' && from === to && WEB.includes(from);
  if (direction === 'egress') return isNew || isPrivate(peer) ? undefined : 'attention';
  if (isEverywhere(peer)) return isNew && isWeb ? 'attention' : 'dangerous';
  if (isPrivate(peer)) return isNew ? undefined : 'attention';
  return 'attention';
}

function whoOf(peer: string): string {
  if (isEverywhere(peer)) return 'The internet';
  return peer === 'self' ? 'Everything in the group' : peer;
}

function peerText(peer: string): string {
  return isEverywhere(peer) ? 'the internet' : peer;
}

function portsText({ protocol, from, to }: SecurityRule): string {
  if (protocol === '-1') return 'every port';
  if (from === -1 || (from === 0 && to === 65_535)) return `every ${protocol} port`;
  return from === to ? `${protocol} port ${from}` : `${protocol} ports ${from} to ${to}`;
}
