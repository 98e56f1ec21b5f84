import { AwsError } from '../../../gateway/aws-error';
import { asText } from '../../../gateway/json';
import { jsonHandler } from '../../../gateway/json-handler';
import { webhooks } from './webhook';

/**
 * Registers no webhook at GitHub: what creates the repository's webhook there, such as a GitHub provider, does what the
 * registration would have done.
 */
export const thirdParty = jsonHandler('codepipeline', {
  RegisterWebhookWithThirdParty: ({ webhookName }, request, { memory }) => {
    if (!webhooks.in(memory, request).has(asText(webhookName))) {
      throw new AwsError('WebhookNotFoundException', `There is no webhook with the name '${asText(webhookName)}'`);
    }
    throw new AwsError(
      'UnsupportedOperation',
      "The embedded AWS does not call GitHub. Create the repository's webhook with the URL of this one instead.",
    );
  },
  DeregisterWebhookWithThirdParty: () => ({}),
});
