import type { RehearsedPlatform } from './rehearsed-platform';

/** Version of the API. Source: Amazon RDS API Reference, "Common Parameters". */
const VERSION = '2014-10-31';

/** Calls an operation of RDS, of which this project has no client. @returns the answer, XML @throws Error if it is refused */
export async function askRds(
  { rehearsal }: RehearsedPlatform,
  operation: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { endpoint, region } = rehearsal.address;
  const scope = `rehearsal/20260101/${region}/rds/aws4_request`;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ Action: operation, Version: VERSION, ...parameters }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`RDS refused ${operation}: ${text}`);
  return text;
}
