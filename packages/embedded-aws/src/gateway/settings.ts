/** Credentials of a caller: an access key, and the session token that belongs to the key of an assumed role. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What every AWS SDK client is configured with. */
export interface AwsSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
}
