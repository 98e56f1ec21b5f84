import type { Environment } from './project';

/** What a client of the AWS SDK is made with. */
export interface AwsClientSettings {
  readonly region: string;
  /** @default - the address of the service in the region */
  readonly endpoint?: string;
  /** @default - those that the SDK finds: a profile, a role of the machine, ... */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/**
 * Settings of a client for the AWS that the environment names, embedded or real, with the credentials that Terraform
 * would use. Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints".
 *
 * @param service as the variable of its endpoint has it, e.g. `S3` for `AWS_ENDPOINT_URL_S3`
 */
export function awsClientSettings(service: string, region: string, env: Environment): AwsClientSettings {
  const endpoint = env[`AWS_ENDPOINT_URL_${service}`] ?? env['AWS_ENDPOINT_URL'];
  const accessKeyId = env['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY'];
  const sessionToken = env['AWS_SESSION_TOKEN'];
  return {
    region,
    ...(endpoint !== undefined && { endpoint }),
    ...(accessKeyId !== undefined &&
      secretAccessKey !== undefined && {
        credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
      }),
  };
}
