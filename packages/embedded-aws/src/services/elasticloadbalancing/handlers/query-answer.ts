import { randomUUID } from 'node:crypto';

import type { AwsAnswer } from '../../../gateway/answer';
import { writeXml } from '../../../gateway/xml';

/** The namespace of the service's API version. */
const NAMESPACE = 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/';

/** What an operation answers (Smithy specification, "AWS query protocol", response serialization). */
export function queryAnswer(operation: string, result: object): AwsAnswer {
  const response = {
    '@_xmlns': NAMESPACE,
    [`${operation}Result`]: result,
    ResponseMetadata: { RequestId: randomUUID() },
  };
  const body = Buffer.from(writeXml({ [`${operation}Response`]: response }));
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}
