import { POLICY_ATTRIBUTES } from '../iam/policy-attributes';
import { authorization } from './api/routes';
import { buildSource } from './delivery/buildspec';
import { stages } from './delivery/stages';
import { buildFilters, pipelineFilters } from './delivery/webhooks';
import type { Differ } from './differ';
import { containerDefinitions } from './ecs/container-definitions';
import { policyDiffer } from './iam/policies';
import { ruleConditions } from './network/listener-rules';
import { inlineRules, separateRule } from './network/security-rules';

/** The differs of resource types; policies of every type have a differ of their own. */
const DIFFERS: Readonly<Record<string, readonly Differ[]>> = {
  aws_security_group: inlineRules,
  aws_default_security_group: inlineRules,
  aws_security_group_rule: [separateRule],
  aws_vpc_security_group_ingress_rule: [separateRule],
  aws_vpc_security_group_egress_rule: [separateRule],
  aws_lb_listener_rule: [ruleConditions],
  aws_alb_listener_rule: [ruleConditions],
  aws_ecs_task_definition: [containerDefinitions],
  aws_codebuild_project: [buildSource],
  aws_codebuild_webhook: [buildFilters],
  aws_codepipeline: [stages],
  aws_codepipeline_webhook: [pipelineFilters],
  aws_api_gateway_method: [authorization],
  aws_apigatewayv2_route: [authorization],
};

/** The differs of a resource type; none for a type that is only compared attribute by attribute. */
export function differsOf(type: string): readonly Differ[] {
  return [...entryOf(DIFFERS, type), ...entryOf(POLICY_ATTRIBUTES, type).map(policyDiffer)];
}

function entryOf<T>(table: Readonly<Record<string, readonly T[]>>, type: string): readonly T[] {
  return Object.hasOwn(table, type) ? (table[type] ?? []) : [];
}

/** The resource types that have a differ. */
export const KNOWN_TYPES: readonly string[] = [
  ...new Set([...Object.keys(DIFFERS), ...Object.keys(POLICY_ATTRIBUTES)]),
];
