import { AwsError } from '../../aws-error';
import type { Gap } from '../../gap';
import { asText } from '../../json';
import { webhooks } from './webhook';

/** The address that repositories call: no pipeline is started, and the caller is told. */
export const deliveries: Gap = {
  service: 'codepipeline',
  operations: ['POST /webhooks/trigger'],
  handle: ({ target }, _, { endpoint, memory }) => {
    const isKnown = webhooks.all(memory).some(({ url }) => asText(url) === endpoint + target);
    if (!isKnown) throw new AwsError('WebhookNotFoundException', 'There is no webhook with this URL.', 404);
    throw new AwsError('UnsupportedOperation', 'The embedded AWS keeps pipelines but does not run them.', 501);
  },
};
