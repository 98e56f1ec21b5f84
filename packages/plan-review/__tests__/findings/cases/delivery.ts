import { UNKNOWN } from 'plan-review/plan/value';
import { changeOf } from '../../helpers/review-change';
import { hit, pass, type CasesByRule } from './rule-cases';

const service = (settings: object): Record<string, string> => ({ name: 'web', ...settings });

/** Cases of the rules on capacity, routing and releases. */
export const deliveryCases: CasesByRule = {
  'capacity-lowered': {
    finds: [
      hit(
        'a function that may not run',
        'dangerous',
        'cannot be called',
        changeOf('aws_lambda_function', { reserved_concurrent_executions: -1 }, { reserved_concurrent_executions: 0 }),
      ),
      hit(
        'a method that lets nothing through',
        'dangerous',
        'lets no request through',
        changeOf(
          'aws_api_gateway_method_settings',
          { settings: [{ throttling_rate_limit: 100 }] },
          { settings: [{ throttling_rate_limit: 0 }] },
        ),
      ),
      hit(
        'a distribution that is switched off',
        'dangerous',
        'does not answer',
        changeOf('aws_cloudfront_distribution', { enabled: true }, { enabled: false }),
      ),
      hit(
        'a key that is switched off',
        'dangerous',
        'cannot be read',
        changeOf('aws_kms_key', { is_enabled: true }, { is_enabled: false }),
      ),
      hit(
        'a service without tasks',
        'dangerous',
        'runs no task',
        changeOf('aws_ecs_service', { desired_count: 2 }, { desired_count: 0 }),
      ),
      hit(
        'less memory',
        'attention',
        'has less memory',
        changeOf('aws_ecs_task_definition', { memory: '2048' }, { memory: '1024' }),
      ),
    ],
    passes: [
      pass('more tasks', changeOf('aws_ecs_service', { desired_count: 1 }, { desired_count: 2 })),
      pass('more memory', changeOf('aws_ecs_task_definition', { memory: '512' }, { memory: '1024' })),
    ],
  },
  'routing-changed': {
    finds: [
      hit(
        'another target group of a rule',
        'attention',
        'answers in another way',
        changeOf(
          'aws_lb_listener_rule',
          { action: [{ type: 'forward', target_group_arn: 'arn:1' }] },
          { action: [{ type: 'forward', target_group_arn: 'arn:2' }] },
        ),
      ),
      hit(
        'a listener that refuses what it answered',
        'attention',
        'answers in another way what no rule is about',
        changeOf(
          'aws_lb_listener',
          { default_action: [{ type: 'forward', target_group_arn: 'arn:1' }] },
          { default_action: [{ type: 'fixed-response', fixed_response: [{ status_code: '503' }] }] },
        ),
      ),
      hit(
        'another health check',
        'attention',
        'asks another path',
        changeOf('aws_lb_target_group', { health_check: [{ path: '/' }] }, { health_check: [{ path: '/up' }] }),
      ),
      hit(
        'another priority',
        'attention',
        'is tried in another order',
        changeOf('aws_lb_listener_rule', { priority: 1 }, { priority: 2 }),
      ),
    ],
    passes: [
      pass(
        'another refusal',
        changeOf(
          'aws_lb_listener',
          { default_action: [{ type: 'fixed-response', fixed_response: [{ status_code: '404' }] }] },
          { default_action: [{ type: 'fixed-response', fixed_response: [{ status_code: '403' }] }] },
        ),
      ),
      pass(
        'an action that says the same',
        changeOf(
          'aws_lb_listener',
          { default_action: [{ type: 'forward', order: 1, forward: [], target_group_arn: 'arn:1' }] },
          { default_action: [{ type: 'forward', order: null, forward: null, target_group_arn: 'arn:1' }] },
        ),
      ),
      pass(
        'a target group that is not there yet',
        changeOf(
          'aws_lb_listener',
          { default_action: [{ type: 'forward', target_group_arn: 'arn:1' }] },
          { default_action: [{ type: 'forward', target_group_arn: UNKNOWN }] },
        ),
      ),

      pass(
        'the same health check',
        changeOf('aws_lb_target_group', { health_check: [{ path: '/' }] }, { health_check: [{ path: '/' }], tags: {} }),
      ),
    ],
  },
  'release-safety-lowered': {
    finds: [
      hit(
        'an approval less',
        'attention',
        'asks for fewer approvals',
        changeOf(
          'aws_codepipeline',
          {
            stage: [
              { action: [{ category: 'Source' }] },
              { action: [{ category: 'Approval' }] },
              { action: [{ category: 'Deploy' }] },
            ],
          },
          { stage: [{ action: [{ category: 'Source' }] }, { action: [{ category: 'Deploy' }] }] },
        ),
      ),
      hit(
        'a deployment less',
        'attention',
        'deploys to fewer targets',
        changeOf(
          'aws_codepipeline',
          { stage: [{ action: [{ category: 'Deploy' }] }, { action: [{ category: 'Deploy' }] }] },
          { stage: [{ action: [{ category: 'Deploy' }] }] },
        ),
      ),
      hit(
        'a test less',
        'attention',
        'runs fewer tests',
        changeOf(
          'aws_codepipeline',
          { stage: [{ action: [{ category: 'Test' }] }, { action: [{ category: 'Deploy' }] }] },
          { stage: [{ action: [{ category: 'Deploy' }] }] },
        ),
      ),
      hit(
        'no circuit breaker',
        'attention',
        'no longer stops a deployment',
        changeOf(
          'aws_ecs_service',
          service({ deployment_circuit_breaker: [{ enable: true }] }),
          service({ deployment_circuit_breaker: [{ enable: false }] }),
        ),
      ),
    ],
    passes: [
      pass(
        'a circuit breaker',
        changeOf(
          'aws_ecs_service',
          service({ deployment_circuit_breaker: [] }),
          service({ deployment_circuit_breaker: [{ enable: true }] }),
        ),
      ),
    ],
  },
};
