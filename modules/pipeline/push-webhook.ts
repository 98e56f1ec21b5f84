import { CodepipelineWebhook } from '@cdktf/provider-aws/lib/codepipeline-webhook';
import { RepositoryWebhook } from '@cdktf/provider-github/lib/repository-webhook';
import { Construct } from 'constructs';
import type { DeliveryPipeline } from './delivery-pipeline';
import { SOURCE_ACTION } from './delivery-stages';

/** Properties of a `PushWebhook`. */
export interface PushWebhookProps {
  /** Physical name of the CodePipeline webhook, at most 100 characters. */
  readonly webhookName: string;
  /** The pipeline that a push starts. */
  readonly pipeline: DeliveryPipeline;
  /** Repository name at the GitHub provider's owner. */
  readonly repository: string;
  /** Key of the signature of each delivery, shared by both sides; a reference to a sensitive value. */
  readonly secret: string;
}

/** A pipeline's webhook at both ends: GitHub sends each push to CodePipeline. */
export class PushWebhook extends Construct {
  /** The webhook of CodePipeline. */
  readonly resource: CodepipelineWebhook;
  /** The webhook of the repository. */
  readonly registration: RepositoryWebhook;

  constructor(scope: Construct, id: string, props: PushWebhookProps) {
    super(scope, id);
    this.resource = this.createReceiver(props);
    this.registration = this.registerAtGithub(props, this.resource);
  }

  private createReceiver({ webhookName, pipeline, secret }: PushWebhookProps): CodepipelineWebhook {
    return new CodepipelineWebhook(this, 'Resource', {
      name: webhookName,
      targetPipeline: pipeline.pipelineName,
      targetAction: SOURCE_ACTION,
      authentication: 'GITHUB_HMAC',
      authenticationConfiguration: { secretToken: secret },
      // CodePipeline fills in {Branch} from the source action.
      filter: [{ jsonPath: '$.ref', matchEquals: 'refs/heads/{Branch}' }],
    });
  }

  private registerAtGithub({ repository, secret }: PushWebhookProps, receiver: CodepipelineWebhook): RepositoryWebhook {
    return new RepositoryWebhook(this, 'registration', {
      repository,
      active: true,
      events: ['push'],
      configuration: { url: receiver.url, contentType: 'json', insecureSsl: false, secret },
    });
  }
}
