import { KMSClient } from '@aws-sdk/client-kms';
import type { Environment } from '../project';

/** A client of KMS with the credentials, and the endpoint, of an environment. */
export function kmsClient(region: string, env: Environment): KMSClient {
  const endpoint = env['AWS_ENDPOINT_URL_KMS'] ?? env['AWS_ENDPOINT_URL'];
  const accessKeyId = env['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY'];
  const sessionToken = env['AWS_SESSION_TOKEN'];
  return new KMSClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(accessKeyId === undefined || secretAccessKey === undefined
      ? {}
      : { credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) } }),
  });
}
