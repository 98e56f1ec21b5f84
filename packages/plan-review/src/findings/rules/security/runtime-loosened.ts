import type { Value } from '../../../plan/value';
import { isHidden } from '../../reading/values';
import { becomes, dropped, settingsRule, turnedOff, turnedOn } from '../settings';

/** A resource that runs or builds code gets more rights, or may run other code. */
export const runtimeLoosened = settingsRule({
  id: 'runtime-loosened',
  category: 'security',
  severities: ['attention', 'dangerous'],
  meaning:
    'Builds are privileged, tags can be moved to other images, people can run commands in containers, or a protection in front lets more through; dangerous if that lets everything through.',
  detail: 'Check that it is needed, and for how long.',
  settings: [
    {
      types: ['aws_codebuild_project'],
      path: 'environment.privileged_mode',
      isWorse: turnedOn,
      fact: 'builds with all rights on its machine',
    },
    {
      types: ['aws_ecr_repository'],
      path: 'image_tag_mutability',
      isWorse: becomes('MUTABLE', 'MUTABLE_WITH_EXCLUSION'),
      fact: 'lets tags move: what was tested may not be what runs',
    },
    {
      types: ['aws_ecs_service'],
      path: 'enable_execute_command',
      isWorse: turnedOn,
      fact: 'lets people run commands in its containers',
    },
    {
      types: ['aws_lb', 'aws_alb'],
      path: 'drop_invalid_header_fields',
      isWorse: turnedOff,
      fact: 'passes invalid headers on',
    },
    {
      types: ['aws_lb', 'aws_alb'],
      path: 'desync_mitigation_mode',
      isWorse: becomes('monitor'),
      fact: 'passes ambiguous requests on',
    },
    {
      types: ['aws_instance', 'aws_launch_template'],
      path: 'metadata_options.http_tokens',
      isWorse: becomes('optional'),
      fact: 'hands its credentials out to requests without a token',
    },
    { types: ['aws_wafv2_web_acl'], path: 'rule.name', isWorse: dropped, fact: 'has fewer rules' },
    ...['rule.action.count', 'rule.override_action.count'].map((path) => ({
      types: ['aws_wafv2_web_acl'],
      path,
      isWorse: grows,
      fact: 'only counts what a rule of it blocked',
    })),
    {
      types: ['aws_wafv2_web_acl'],
      path: 'default_action.allow',
      isWorse: grows,
      fact: 'lets through what no rule is about',
      severity: 'dangerous',
    },
    {
      types: ['aws_cloudfront_distribution'],
      path: 'web_acl_id',
      isWorse: (before, after) => before.some(isNamed) && !after.some((value) => isNamed(value) || isHidden(value)),
      fact: 'is no longer behind a web ACL',
      severity: 'dangerous',
    },
  ],
});

function grows(before: readonly Value[], after: readonly Value[]): boolean {
  return !after.some(isHidden) && after.length > before.length;
}

function isNamed(value: Value): boolean {
  return typeof value === 'string' && value !== '';
}
