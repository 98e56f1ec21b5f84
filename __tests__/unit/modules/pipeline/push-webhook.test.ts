import { Codepipeline } from '@cdktf/provider-aws/lib/codepipeline';
import { CodepipelineWebhook } from '@cdktf/provider-aws/lib/codepipeline-webhook';
import { RepositoryWebhook } from '@cdktf/provider-github/lib/repository-webhook';
import { Testing } from 'cdktf';
import { PushWebhook } from '../../../../modules/pipeline/push-webhook';
import { deployTarget } from '../../../helpers/deploy-target';
import { countResources, onlyResource, referenceTo } from '../../../helpers/terraform-json';
import { addPipeline } from '../../../helpers/test-pipeline';

describe('PushWebhook', () => {
  const synth = Testing.synthScope((scope) => {
    const pipeline = addPipeline(scope, [deployTarget('dev')]);
    const secret = '${var.secret}';
    new PushWebhook(scope, 'webhook', { webhookName: 'shop-hello', pipeline, repository: 'hello', secret });
  });

  it('starts the source action on a signed push to the branch', () => {
    expect(onlyResource(synth, CodepipelineWebhook)).toEqual({
      name: 'shop-hello',
      target_pipeline: referenceTo(synth, Codepipeline, 'name'),
      target_action: 'Source',
      authentication: 'GITHUB_HMAC',
      authentication_configuration: { secret_token: '${var.secret}' },
      filter: [{ json_path: '$.ref', match_equals: 'refs/heads/{Branch}' }],
    });
  });

  it('is registered at the repository for pushes, as JSON, over verified TLS', () => {
    expect(onlyResource(synth, RepositoryWebhook)).toEqual({
      repository: 'hello',
      active: true,
      events: ['push'],
      configuration: {
        url: referenceTo(synth, CodepipelineWebhook, 'url'),
        content_type: 'json',
        insecure_ssl: false,
        secret: '${var.secret}',
      },
    });
  });

  it('is one webhook at each end', () => {
    expect(countResources(synth)).toMatchObject({ aws_codepipeline_webhook: 1, github_repository_webhook: 1 });
  });
});
