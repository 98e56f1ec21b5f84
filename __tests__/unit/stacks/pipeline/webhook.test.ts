import { Codepipeline } from '@cdktf/provider-aws/lib/codepipeline';
import { CodepipelineWebhook } from '@cdktf/provider-aws/lib/codepipeline-webhook';
import { RepositoryWebhook } from '@cdktf/provider-github/lib/repository-webhook';
import { helloPipeline, ordersPipeline, synthesizePipelines } from '../../../helpers/pipeline-stack';
import { onlyResource, parseStack, referenceTo } from '../../../helpers/terraform-json';

const hello = helloPipeline();
const orders = ordersPipeline();

describe('the webhook', () => {
  const secretOf = (service: string): string =>
    '${sha256(join("/", [var.webhook_secret, sha256(join("/", [var.webhook_secret, "shop/SERVICE"]))]))}'.replace(
      'SERVICE',
      service,
    );

  it('starts the source action on a signed push to the branch', () => {
    expect(hello).toHaveResourceWithProperties(CodepipelineWebhook, {
      name: 'shop-hello',
      target_pipeline: referenceTo(hello, Codepipeline, 'name'),
      target_action: 'Source',
      authentication: 'GITHUB_HMAC',
      authentication_configuration: { secret_token: secretOf('hello') },
      filter: [{ json_path: '$.ref', match_equals: 'refs/heads/{Branch}' }],
    });
  });

  it('is registered at the service’s repository for pushes, as JSON, over verified TLS', () => {
    expect(orders).toHaveResourceWithProperties(RepositoryWebhook, {
      repository: 'orders-service',
      active: true,
      events: ['push'],
      configuration: {
        url: referenceTo(orders, CodepipelineWebhook, 'url'),
        content_type: 'json',
        insecure_ssl: false,
        secret: secretOf('orders'),
      },
    });
  });

  it('has a different secret for every service and platform', () => {
    expect(secretOf('hello')).not.toBe(secretOf('orders'));
    const receiver = onlyResource(helloPipeline({ name: 'books' }), CodepipelineWebhook);
    expect(receiver.authentication_configuration).toEqual({
      secret_token: secretOf('hello').replace('shop/', 'books/'),
    });
  });
});

describe('secrets', () => {
  it('are sensitive variables without a default', () => {
    expect(parseStack(hello).variable).toEqual({
      github_token: {
        type: 'string',
        sensitive: true,
        description: 'GitHub token with the scopes repo and admin:repo_hook.',
      },
      webhook_secret: {
        type: 'string',
        sensitive: true,
        description: 'The secret that the secret of each webhook is made from.',
      },
    });
  });

  it('are in the JSON by reference alone, and in no output', () => {
    const text = synthesizePipelines().texts.get('hello-pipeline') ?? '';
    const sensitive = [...text.matchAll(/"(?:OAuthToken|token|secret_token|secret)": "(.*)"/g)].map(
      ([, value]) => value,
    );
    expect(sensitive).toHaveLength(4);
    for (const value of sensitive) expect(value).toMatch(/^\$\{.*\bvar\.(github_token|webhook_secret)\b.*\}$/);
    expect(JSON.stringify(parseStack(hello).output)).not.toMatch(/var\./);
  });
});
