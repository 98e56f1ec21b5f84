import type { ResourceChange } from 'plan-review/plan/plan';
import { changeOf, planOf } from '../../helpers/review-change';
import { hit, pass, type CasesByRule } from './rule-cases';

const variables = (name: string, value: string): { container_definitions: string } => ({
  container_definitions: JSON.stringify([{ name: 'app', environment: [{ name, value }] }]),
});
/** Resources with the tags of an owner, one of which has one more. */
const tagged = [
  changeOf('aws_lb', null, { tags_all: { owner: 'shop', 'cost-centre': '7', Name: 'front' } }),
  changeOf('aws_vpc', null, { tags_all: { owner: 'shop', 'cost-centre': '7' } }),
  changeOf('aws_kms_key', null, { tags_all: { owner: 'shop', 'cost-centre': '7' } }),
  changeOf('aws_lb_listener_rule', null, { priority: 1 }),
];
const queue = (...tags: readonly string[]): ResourceChange =>
  changeOf('aws_sqs_queue', null, { name: 'jobs', tags_all: Object.fromEntries(tags.map((tag) => [tag, 'x'])) });

/** Cases of the rules on conventions, drift and planning. */
export const policyCases: CasesByRule = {
  'new-route-without-authentication': {
    finds: [
      hit(
        'a function for everybody',
        'dangerous',
        'lets every AWS account call the function',
        changeOf('aws_lambda_permission', null, { principal: '*' }),
      ),
      hit(
        'a method for everybody',
        'attention',
        'GET of API method',
        changeOf('aws_api_gateway_method', null, { http_method: 'GET', authorization: 'NONE' }),
      ),
    ],
    passes: [
      pass(
        'a function for everybody of one account',
        changeOf('aws_lambda_permission', null, { principal: '*', source_account: '111122223333' }),
      ),

      pass(
        'the question of browsers',
        changeOf('aws_api_gateway_method', null, { http_method: 'OPTIONS', authorization: 'NONE' }),
      ),
      pass(
        'a guarded method',
        changeOf('aws_api_gateway_method', null, { http_method: 'GET', authorization: 'AWS_IAM' }),
      ),
    ],
  },
  'new-storage-unencrypted': {
    finds: [
      hit(
        'a disk without encryption',
        'attention',
        'is new and not encrypted',
        changeOf('aws_ebs_volume', null, { encrypted: false }),
      ),
    ],
    passes: [pass('a disk with encryption', changeOf('aws_ebs_volume', null, { encrypted: true }))],
  },
  'secret-in-plain-variable': {
    finds: [
      hit(
        'a password',
        'attention',
        'Variable DB_PASSWORD of task definition',
        changeOf('aws_ecs_task_definition', null, variables('DB_PASSWORD', 'hunter2')),
      ),
      hit(
        'a password where nothing was',
        'attention',
        'Variable dbPassword of task definition',
        changeOf('aws_ecs_task_definition', variables('dbPassword', ''), variables('dbPassword', 'hunter2')),
      ),
      ...['postgres://shop:hunter2@db/shop', `ghp_${'a1'.repeat(18)}`, 'postgres://shop:(sensitive 1)@db/shop'].map(
        (value) =>
          hit(
            `a value that is a secret by its form, ${value}`,
            'attention',
            'Variable DB of task definition',
            changeOf('aws_ecs_task_definition', null, variables('DB', value)),
          ),
      ),
    ],
    passes: [
      pass('where a password is', changeOf('aws_ecs_task_definition', null, variables('DB_PASSWORD', 'arn:aws:ssm:x'))),
      pass('a name without a secret', changeOf('aws_ecs_task_definition', null, variables('TOKENIZER', 'fast'))),
      pass(
        'a password that was there',
        changeOf('aws_ecs_task_definition', variables('TOKEN', 'a1b2'), variables('TOKEN', 'a1b2')),
      ),
    ],
  },
  'tags-missing': {
    finds: [
      hit(
        'a resource without the tags that all others have',
        'attention',
        'SQS queue jobs lacks the tags owner and cost-centre',
        ...tagged,
        queue(),
      ),
      {
        when: 'a resource without one of the tags that three of four others have',
        plan: { ...planOf(queue('cost-centre')), unchanged: [...tagged, queue('cost-centre')] },
        severity: 'attention',
        says: 'SQS queue jobs lacks the tag owner',
      },
      {
        when: 'a resource without the tags of those that do not change',
        plan: { ...planOf(queue()), unchanged: tagged },
        severity: 'attention',
        says: 'SQS queue jobs lacks the tags owner and cost-centre',
      },
    ],
    passes: [
      pass('a resource with the tags that all others have', ...tagged, queue('owner', 'cost-centre')),
      {
        when: 'a tag that two of three others have',
        plan: { ...planOf(queue()), unchanged: [queue('Name'), queue('Name'), queue()] },
      },
      { when: 'the tags of one other resource', plan: { ...planOf(queue()), unchanged: tagged.slice(0, 1) } },
      pass('a plan without tags', queue(), queue()),
    ],
  },
  'new-log-group-endless': {
    finds: [
      hit(
        'a log that is kept for ever',
        'note',
        'for ever',
        changeOf('aws_cloudwatch_log_group', null, { retention_in_days: 0 }),
      ),
    ],
    passes: [
      pass('a log that is kept for a month', changeOf('aws_cloudwatch_log_group', null, { retention_in_days: 30 })),
    ],
  },
  'new-repository-mutable': {
    finds: [
      hit(
        'tags that can move',
        'note',
        'lets tags move',
        changeOf('aws_ecr_repository', null, { image_tag_mutability: 'MUTABLE' }),
      ),
    ],
    passes: [pass('tags that cannot', changeOf('aws_ecr_repository', null, { image_tag_mutability: 'IMMUTABLE' }))],
  },
  'changed-outside-terraform': {
    finds: [
      {
        when: 'what this plan reverts',
        plan: {
          ...planOf(changeOf('aws_lb', { idle_timeout: 90 }, { idle_timeout: 60 })),
          drift: [changeOf('aws_lb', { idle_timeout: 60 }, { idle_timeout: 90 })],
        },
        severity: 'attention',
        says: 'this plan reverts it',
      },
      {
        when: 'what it leaves',
        plan: { ...planOf(), drift: [changeOf('aws_lb', { idle_timeout: 60 }, { idle_timeout: 90 })] },
        severity: 'note',
        says: 'was changed outside Terraform',
      },
      {
        when: 'what was deleted',
        plan: { ...planOf(changeOf('aws_lb', null, {})), drift: [changeOf('aws_lb', {}, null)] },
        severity: 'attention',
        says: 'was deleted outside Terraform, and this plan creates it again',
      },
    ],
    passes: [
      {
        when: 'another way to write nothing',
        plan: { ...planOf(), drift: [changeOf('aws_lb', { tags: null, name: '' }, { tags: {}, name: null })] },
      },
      { when: 'what AWS counts', plan: { ...planOf(), drift: [changeOf('aws_lb', { etag: 'a' }, { etag: 'b' })] } },
    ],
  },
  'plan-incomplete': {
    finds: [
      {
        when: 'a plan with an error',
        plan: { ...planOf(), isErrored: true },
        severity: 'dangerous',
        says: 'could not be planned completely',
      },
    ],
    passes: [pass('a plan without')],
  },
  'check-failed': {
    finds: [
      {
        when: 'a check',
        plan: { ...planOf(), failedChecks: [{ address: 'check.url', messages: ['no answer'] }] },
        severity: 'attention',
        says: 'Check failed: check.url',
      },
    ],
    passes: [pass('a plan without checks')],
  },
  'resource-forgotten': {
    finds: [
      hit(
        'what Terraform forgets',
        'attention',
        'Terraform no longer manages it',
        changeOf('aws_lb', {}, null, { action: 'forget' }),
      ),
    ],
    passes: [pass('what it destroys', changeOf('aws_lb', {}, null))],
  },
  'resource-moved': {
    finds: [
      hit(
        'another address',
        'note',
        'aws_lb.old is called aws_lb.this',
        changeOf('aws_lb', {}, {}, { action: 'no-op', previousAddress: 'aws_lb.old' }),
      ),
    ],
    passes: [pass('the same address', changeOf('aws_lb', {}, {}))],
  },
  'resource-imported': {
    finds: [
      hit('what is there', 'note', 'is imported into Terraform', changeOf('aws_lb', {}, {}, { importId: 'arn:1' })),
    ],
    passes: [pass('what is new', changeOf('aws_lb', null, {}))],
  },
};
