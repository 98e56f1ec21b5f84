import { checkSecrets } from '../../../../../cli/review/untrusted/check-secrets';
import { SECRET_PLACES } from '../../../../../cli/review/untrusted/secret-places';
import { placeholderImages } from '../../../../../platform/placeholder-images';
import type { Json, JsonObject } from '../../../../../cli/review/untrusted/read-json';
import { everyPlatform } from '../../../../helpers/every-platform';

const scope = {
  platform: 'shop',
  stack: 'hello-pipeline',
  types: new Set(['aws_db_instance', 'aws_iam_access_key', 'aws_sqs_queue']),
};

/** What is refused of a stack that has nothing but this. */
function refused(json: Json, stack = scope.stack): string[] {
  return checkSecrets(json as JsonObject, { ...scope, stack }).map(({ path, found }) => `${path}: ${found}`);
}

/** What is refused of an argument of a resource. */
function inResource(type: string, argument: Json): string[] {
  return refused({ resource: { [type]: { x: argument } } });
}

const derived = (purpose: string): string =>
  `\${sha256(join("/", [var.webhook_secret, sha256(join("/", [var.webhook_secret, "${purpose}"]))]))}`;

describe('a secret in the JSON of a change', () => {
  it.each([
    '${var.github_token}',
    '${var.webhook_secret}',
    'a ${aws_vpc.a.id} and ${var.github_token}',
    '${sha256(var.github_token)}',
    '${format("%s", var.github_token)}',
    '${join("", ["}", var.github_token])}',
    '${var.github_token == "ghp_a" ? 1 : 2}',
    '${1 > 2 ? 1 : (var.github_token)}',
    '${try(cidrsubnet("10.0.0.0/8", 1, 1), var.github_token)}',
    '${element(["a", "b"], var.github_token)}',
    derived('shop/hello'),
    '${data.aws_ssm_parameter.x.value}',
    '${data.aws_ssm_parameter.x.insecure_value}',
    '${data.aws_ssm_parameter.x.version}',
    '${sha256(data.aws_ssm_parameter.x.value)}',
    '${data.aws_secretsmanager_random_password.x.random_password}',
    '${aws_ssm_parameter.x.value}',
    '${aws_ssm_parameter.x.value_wo}',
    '${aws_ssm_parameter.x.insecure_value}',
    '${aws_lb_listener_rule.x.condition}',
    '${aws_api_gateway_integration.x.request_parameters}',
    '${aws_codepipeline.x.stage}',
    '${aws_codepipeline_webhook.x.authentication_configuration}',
    '${aws_cognito_user_pool_client.x.client_secret}',
    '${github_repository_webhook.x.configuration}',
    '${aws_iam_access_key.x.secret}',
    '${aws_db_instance.x.password}',
    '${aws_db_instance.x.master_user_secret[0].password}',
    '${aws_db_instance.x.password[0].text}',
    '${aws_iam_access_key.x.ses_smtp_password_v4}',
  ])('cannot become an argument that a plan, an error or a name may show: %s', (text) => {
    expect(inResource('aws_vpc', { cidr_block: text })).toEqual([
      'resource.aws_vpc.x.cidr_block: a secret where no stack of the platform has it',
    ]);
  });

  it.each<[string, Json, string]>([
    ['an output', { output: { x: { sensitive: true, value: '${var.github_token}' } } }, 'output.x.value'],
    [
      'the name of a property',
      { resource: { aws_vpc: { x: { tags: { '${var.github_token}': 'a' } } } } },
      'resource.aws_vpc.x.tags."${var.github_token}"',
    ],
    [
      'a data source, which sends it to AWS while it is planned',
      { data: { aws_cloudwatch_log_groups: { x: { log_group_name_prefix: '${var.github_token}' } } } },
      'data.aws_cloudwatch_log_groups.x.log_group_name_prefix',
    ],
    ['an import', { import: [{ for_each: '${[var.github_token]}' }] }, 'import.0.for_each'],
    [
      'an argument beside the right one',
      {
        resource: {
          aws_codepipeline: { x: { stage: [{ action: [{ configuration: { Repo: '${var.github_token}' } }] }] } },
        },
      },
      'resource.aws_codepipeline.x.stage.0.action.0.configuration.Repo',
    ],
    [
      'another header',
      {
        resource: {
          aws_lb_listener_rule: { x: { condition: [{ path_pattern: { values: ['${aws_ssm_parameter.a.value}'] } }] } },
        },
      },
      'resource.aws_lb_listener_rule.x.condition.0.path_pattern.values.0',
    ],
  ])('cannot become %s', (_, json, path) => {
    expect(refused(json)).toEqual([`${path}: a secret where no stack of the platform has it`]);
  });

  it.each<[string, string, Json]>([
    ['another secret', 'github_repository_webhook', { configuration: { secret: '${var.github_token}' } }],
    [
      'the secret that others come from',
      'github_repository_webhook',
      { configuration: { secret: '${var.webhook_secret}' } },
    ],
    ['that of another service', 'github_repository_webhook', { configuration: { secret: derived('shop/orders') } }],
    ['that of another platform', 'github_repository_webhook', { configuration: { secret: derived('other/hello') } }],
    [
      'a choice',
      'aws_ssm_parameter',
      { value: '${1 > 2 ? "" : data.aws_secretsmanager_random_password.x.random_password}' },
    ],
    [
      'a secret in the clear',
      'aws_api_gateway_deployment',
      { triggers: { '/hello': '${data.aws_ssm_parameter.x.value}' } },
    ],
  ])('cannot be %s in the place of one', (_, type, argument) => {
    expect(inResource(type, argument)).toEqual([
      expect.stringMatching(/: a secret in another form than the stacks have it$/),
    ]);
  });

  it('may be compared with the placeholder images, in the place that does, and with nothing else', () => {
    const choice = (images: readonly string[]): string =>
      `\${contains([${images.map((each) => `"${each}"`).join(', ')}], aws_ssm_parameter.a.insecure_value) ? aws_ecs_task_definition.b.arn : aws_ecs_task_definition.c.arn}`;
    expect(inResource('aws_ecs_service', { task_definition: choice(placeholderImages) })).toEqual([]);
    expect(inResource('aws_ecs_service', { task_definition: choice(['guess']) })).toEqual([
      'resource.aws_ecs_service.x.task_definition: a secret in another form than the stacks have it',
    ]);
    expect(inResource('aws_ecs_service', { name: choice(placeholderImages) })).toEqual([
      'resource.aws_ecs_service.x.name: a secret where no stack of the platform has it',
    ]);
  });

  it('may be the one of its service, in the place that has it', () => {
    expect(inResource('github_repository_webhook', { configuration: { secret: derived('shop/hello') } })).toEqual([]);
    expect(
      inResource('aws_codepipeline_webhook', { authentication_configuration: { secret_token: derived('shop/hello') } }),
    ).toEqual([]);
  });

  it('is not taken for one if it is an id, a name or what Terraform only writes', () => {
    expect(
      inResource('aws_vpc', { tags: { a: '${aws_vpc.a.id} $${var.github_token} ${aws_sqs_queue.q.url}' } }),
    ).toEqual([]);
  });

  it('stands in the provider of GitHub as the base has it, which another check compares', () => {
    expect(refused({ provider: { github: [{ token: '${var.github_token}' }] } })).toEqual([]);
  });
});

describe('the places of secrets', () => {
  it('are those that the platforms of the tests have: add one that a stack newly has, and take out what none has', () => {
    const stacks = everyPlatform.flatMap(({ app }) => [...app.stacks].map(([stack, json]) => ({ stack, json })));
    const isUsed = ({ at }: (typeof SECRET_PLACES)[number]): boolean =>
      stacks.some(({ json }) => valuesAt(json, at).some((text) => /\$\{(?!aws_\w+\.\w+\.id)/.test(text)));
    expect(SECRET_PLACES.filter((place) => !isUsed(place))).toEqual([]);
  });
});

/** The texts at a path; `*` is any name, lists have no step. */
function valuesAt(value: unknown, [first, ...rest]: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, first === undefined ? [] : [first, ...rest]));
  if (first === undefined) return typeof value === 'string' ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => (first === '*' || first === name ? valuesAt(each, rest) : []));
}
