import { placeholderImages } from '../../../platform/placeholder-images';
import { stackIds } from '../../../platform/stack-ids';

/** The stack whose JSON is checked. */
export interface SecretScope {
  /** Name of the platform. */
  readonly platform: string;
  /** Id of the stack. */
  readonly stack: string;
}

/** A place where the stacks have a secret. */
export interface SecretPlace {
  /** Steps from the top of the JSON; `*` is any name, and the index of a list is no step. */
  readonly at: readonly string[];
  /** The whole expression without `${` and `}`; `*` is the name of a resource or of a data source. */
  readonly expressions: (scope: SecretScope) => readonly string[];
}

/**
 * Every place where the stacks have a secret, but for the configuration of providers. Anywhere else its value, a hash or a
 * part of it could come into the message of a provider that refuses it, which Terraform does not mask, or into a name.
 */
export const SECRET_PLACES: readonly SecretPlace[] = [
  place('aws_codepipeline.*.stage.action.configuration.OAuthToken', 'var.github_token'),
  place('aws_codepipeline_webhook.*.authentication_configuration.secret_token', webhookSecret),
  place('github_repository_webhook.*.configuration.secret', webhookSecret),
  place('github_repository_webhook.*.configuration.url', 'aws_codepipeline_webhook.*.url'),
  place('aws_ssm_parameter.*.value', 'data.aws_secretsmanager_random_password.*.random_password'),
  place(
    'aws_lb_listener_rule.*.condition.http_header.values',
    'aws_ssm_parameter.*.value',
    'data.aws_ssm_parameter.*.value',
  ),
  {
    at: [
      'resource',
      'aws_api_gateway_integration',
      '*',
      'request_parameters',
      'integration.request.header.X-Origin-Verify',
    ],
    expressions: () => ['data.aws_ssm_parameter.*.value'],
  },
  place('aws_api_gateway_deployment.*.triggers.*', 'sha256(data.aws_ssm_parameter.*.value)'),
  // Written by the pipeline and not secret, but an attribute that shows the value of any parameter without a mark.
  place('aws_ecs_task_definition.*.container_definitions', 'aws_ssm_parameter.*.insecure_value'),
  // Tells of it only whether it is one of these.
  place('aws_ecs_service.*.task_definition', placeholderOrTask()),
];

function placeholderOrTask(): string {
  const images = placeholderImages.map((image) => JSON.stringify(image)).join(', ');
  const arn = 'aws_ecs_task_definition.*.arn';
  return `contains([${images}], aws_ssm_parameter.*.insecure_value) ? ${arn} : ${arn}`;
}

type Expression = string | ((scope: SecretScope) => string);

function place(ofResource: string, ...expressions: readonly Expression[]): SecretPlace {
  return {
    at: ['resource', ...ofResource.split('.')],
    expressions: (scope) => expressions.map((each) => (typeof each === 'string' ? each : each(scope))),
  };
}

/** The secret of a service's webhook, derived from the one for all: that of another service is another secret. */
function webhookSecret({ platform, stack }: SecretScope): string {
  const end = stackIds.pipeline('');
  const service = stack.endsWith(end) ? stack.slice(0, -end.length) : '';
  const inner = `sha256(join("/", [var.webhook_secret, "${platform}/${service}"]))`;
  return `sha256(join("/", [var.webhook_secret, ${inner}]))`;
}
