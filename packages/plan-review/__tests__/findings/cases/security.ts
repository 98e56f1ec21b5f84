import { Sensitive, UNKNOWN } from 'plan-review/plan/value';
import { changeOf } from '../../helpers/review-change';
import { hit, pass, type CasesByRule } from './rule-cases';

const container = (settings: object): string => JSON.stringify([{ name: 'app', ...settings }]);
const task = (settings: object): { container_definitions: string } => ({ container_definitions: container(settings) });

const capable = (...add: string[]): ReturnType<typeof task> => task({ linuxParameters: { capabilities: { add } } });

/** Cases of the rules on security. */
export const securityCases: CasesByRule = {
  'protection-removed': {
    finds: [
      hit(
        'a public access block that goes',
        'dangerous',
        'the bucket can be made public',
        changeOf('aws_s3_bucket_public_access_block', { bucket: 'a' }, null),
      ),
    ],
    passes: [
      pass(
        'one that goes with its bucket',
        changeOf('aws_s3_bucket', { bucket: 'a' }, null),
        changeOf('aws_s3_bucket_public_access_block', { bucket: 'a' }, null),
      ),
    ],
  },
  'encryption-weakened': {
    finds: [
      hit(
        'a parameter in plain text',
        'dangerous',
        'is no longer encrypted',
        changeOf('aws_ssm_parameter', { type: 'SecureString' }, { type: 'String' }),
      ),
    ],
    passes: [
      pass(
        'a parameter that is encrypted',
        changeOf('aws_ssm_parameter', { type: 'String' }, { type: 'SecureString' }),
      ),
    ],
  },
  'transport-encryption-weakened': {
    finds: [
      hit(
        'a listener without TLS',
        'dangerous',
        'no longer uses TLS',
        changeOf('aws_lb_listener', { protocol: 'HTTPS' }, { protocol: 'HTTP' }),
      ),
      hit(
        'a webhook that trusts anybody',
        'dangerous',
        'no longer checks the certificate',
        changeOf(
          'github_repository_webhook',
          { configuration: [{ insecure_ssl: false }] },
          { configuration: [{ insecure_ssl: true }] },
        ),
      ),
    ],
    passes: [
      pass('a listener with TLS', changeOf('aws_lb_listener', { protocol: 'HTTP' }, { protocol: 'HTTPS' })),
      pass(
        'a newer policy',
        changeOf(
          'aws_lb_listener',
          { ssl_policy: 'ELBSecurityPolicy-2016-08' },
          { ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
        ),
      ),
    ],
  },
  'container-loosened': {
    finds: [
      hit(
        'a container without a health check',
        'attention',
        'is no longer checked for health',
        changeOf('aws_ecs_task_definition', task({ healthCheck: { command: ['true'] } }), task({})),
      ),
      hit(
        'a container that is privileged',
        'dangerous',
        'Container app of task definition web is privileged',
        changeOf(
          'aws_ecs_task_definition',
          { family: 'web', ...task({}) },
          { family: 'web', ...task({ privileged: true }) },
        ),
      ),
      hit(
        'a container that runs as root',
        'attention',
        'runs as root',
        changeOf('aws_ecs_task_definition', task({ user: 'app' }), task({ user: '0:0' })),
      ),
      hit(
        'a container with more capabilities',
        'attention',
        'has more capabilities of Linux: NET_ADMIN, SYS_PTRACE',
        changeOf('aws_ecs_task_definition', capable('KILL'), capable('SYS_PTRACE', 'KILL', 'NET_ADMIN')),
      ),
      hit(
        'a container without a log',
        'attention',
        'no longer keeps its output',
        changeOf('aws_ecs_task_definition', task({ logConfiguration: {} }), task({})),
      ),
    ],
    passes: [
      pass('another image', changeOf('aws_ecs_task_definition', task({ image: 'a' }), task({ image: 'b' }))),
      pass('fewer capabilities', changeOf('aws_ecs_task_definition', capable('SYS_PTRACE', 'KILL'), capable('KILL'))),
    ],
  },
  'rights-exchanged': {
    finds: [
      hit(
        'a role without its boundary',
        'dangerous',
        'IAM role tasks has no permissions boundary any more',
        changeOf('aws_iam_role', { name: 'tasks', permissions_boundary: 'arn:1' }, { name: 'tasks' }),
      ),
      hit(
        'a role with another boundary',
        'attention',
        'has another permissions boundary',
        changeOf('aws_iam_role', { permissions_boundary: 'arn:1' }, { permissions_boundary: 'arn:2' }),
      ),
      hit(
        'tasks in another role',
        'attention',
        'acts in another role',
        changeOf('aws_ecs_task_definition', { task_role_arn: 'arn:1' }, { task_role_arn: 'arn:2' }),
      ),
    ],
    passes: [
      pass(
        'a role that gets a boundary',
        changeOf('aws_iam_role', { permissions_boundary: null }, { permissions_boundary: 'arn:1' }),
      ),
      pass(
        'a role that is not there yet',
        changeOf('aws_ecs_task_definition', { task_role_arn: 'arn:1' }, { task_role_arn: UNKNOWN }),
      ),
    ],
  },
  'runtime-loosened': {
    finds: [
      hit(
        'a rule less of a web ACL',
        'attention',
        'has fewer rules',
        changeOf('aws_wafv2_web_acl', { rule: [{ name: 'a' }, { name: 'b' }] }, { rule: [{ name: 'a' }] }),
      ),
      hit(
        'a rule that only counts',
        'attention',
        'only counts',
        changeOf(
          'aws_wafv2_web_acl',
          { rule: [{ name: 'a', action: [{ block: [{}], count: [] }] }] },
          { rule: [{ name: 'a', action: [{ block: [], count: [{}] }] }] },
        ),
      ),
      hit(
        'a web ACL that lets everything through',
        'dangerous',
        'lets through what no rule is about',
        changeOf('aws_wafv2_web_acl', { default_action: [{ block: [{}] }] }, { default_action: [{ allow: [{}] }] }),
      ),
      hit(
        'a distribution without its web ACL',
        'dangerous',
        'is no longer behind a web ACL',
        changeOf('aws_cloudfront_distribution', { web_acl_id: 'arn:1' }, { web_acl_id: '' }),
      ),
      hit(
        'builds with all rights',
        'attention',
        'builds with all rights',
        changeOf(
          'aws_codebuild_project',
          { environment: [{ privileged_mode: false }] },
          { environment: [{ privileged_mode: true }] },
        ),
      ),
    ],
    passes: [
      pass(
        'a new project',
        changeOf(
          'aws_codebuild_project',
          { environment: [{ privileged_mode: true }] },
          { environment: [{ privileged_mode: false }] },
        ),
      ),
    ],
  },
  'logging-disabled': {
    finds: [
      hit(
        'access logs that are off',
        'attention',
        'no longer writes access logs',
        changeOf('aws_lb', { access_logs: [{ enabled: true }] }, { access_logs: [] }),
      ),
    ],
    passes: [
      pass(
        'access logs that are not known yet',
        changeOf('aws_lb', { access_logs: [{ enabled: true }] }, { access_logs: UNKNOWN }),
      ),
    ],
  },
  'secret-changed': {
    finds: [
      hit(
        'another password',
        'attention',
        'gets another secret',
        changeOf('aws_ssm_parameter', { value: new Sensitive('1') }, { value: new Sensitive('2') }),
      ),
    ],
    passes: [
      pass(
        'the same password',
        changeOf(
          'aws_ssm_parameter',
          { value: new Sensitive('1'), tags: {} },
          { value: new Sensitive('1'), tags: null },
        ),
      ),
    ],
  },
};
