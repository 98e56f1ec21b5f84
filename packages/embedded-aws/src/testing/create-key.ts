import { type EmbeddedAwsFixture, REGION } from './embedded-aws';

/** Creates a KMS key of the customer; there is no client of KMS among the packages. @returns its ARN */
export async function createKey({ aws }: Pick<EmbeddedAwsFixture, 'aws'>): Promise<string> {
  const scope = `AKIATEST000000000000/20261129/${REGION}/kms/aws4_request`;
  const response = await fetch(aws.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'TrentService.CreateKey',
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    body: '{}',
  });
  return ((await response.json()) as { KeyMetadata: { Arn: string } }).KeyMetadata.Arn;
}
