import { KMSClient } from '@aws-sdk/client-kms';
import { awsClientSettings } from '../aws-client-settings';
import type { Environment } from '../project';

/** A client of KMS for the AWS that the environment names. */
export function kmsClient(region: string, env: Environment): KMSClient {
  return new KMSClient(awsClientSettings('KMS', region, env));
}
