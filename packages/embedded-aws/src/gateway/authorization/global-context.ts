import { accountOfArn } from '../../iam/principals';
import type { RequestContext } from '../../iam/request';
import type { StoredRole } from './role-store';

/**
 * Keys that every request has, for every service (IAM User Guide, "AWS global condition context keys").
 * @param now milliseconds since the epoch
 * @param region that is called
 */
export function globalContext(now: number, region: string): RequestContext {
  return {
    'aws:CurrentTime': new Date(now).toISOString(),
    'aws:EpochTime': String(Math.floor(now / 1000)),
    'aws:RequestedRegion': region,
    // At AWS these calls would come by TLS.
    'aws:SecureTransport': 'true',
    'aws:ViaAWSService': 'false',
  };
}

/** Keys that say which role makes the request; they are the same for all its sessions. */
export function roleContext({ arn, id, tags }: StoredRole, sessionName: string): RequestContext {
  return {
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
    'aws:PrincipalAccount': accountOfArn(arn),
    'aws:PrincipalArn': arn,
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalType': 'AssumedRole',
    'aws:userid': `${id}:${sessionName}`,
  };
}
