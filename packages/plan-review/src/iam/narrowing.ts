import { isEverywhere } from '../network/coverage';
import type { Condition, Grant } from './statement';

/** Condition keys about who a caller is, or where it comes from. */
const KEYS =
  /^(aws:(Source(Account|Arn|OrgID|Vpce?|VpcArn|Ip|Owner)|Principal(Account|Arn|OrgID|OrgPaths)|userid|ViaAWSService)|kms:(CallerAccount|ViaService)|s3:DataAccessPointAccount|SAML:.*|.*:(sub|aud|amr))$/i;

/**
 * Operators that hold for what is named alone. One that is negated holds for everybody else, and with `IfExists` or
 * `ForAllValues` it holds for who has no such key.
 */
const POSITIVE = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|IpAddress|Bool)$/i;

/** Whether a condition narrows everybody to an account, an organization, a network or a source. */
export function isNarrow({ operator, key, values }: Condition): boolean {
  return POSITIVE.test(operator) && KEYS.test(key) && values.every((value) => isNarrowValue(key, value));
}

function isNarrowValue(key: string, value: string): boolean {
  if (/^aws:SourceIp$/i.test(key)) return !isEverywhere(value);
  if (/^aws:ViaAWSService$/i.test(key)) return value === 'true';
  if (value.startsWith('arn:')) return isNarrowArn(value);
  return /[^*?]/.test(value);
}

/** An account is named, or a bucket, whose name no one else can have. */
function isNarrowArn(arn: string): boolean {
  const [, , service = '', , account = '*', resource = '*'] = arn.split(':');
  return service === 's3' ? !/^[*?]/.test(resource) : account !== '' && !/[*?]/.test(account);
}

/** Identity providers from which everybody can get a token, and the claims that identify its owner. */
const SHARED_ISSUERS: readonly { readonly issuer: string; readonly claims: RegExp }[] = [
  { issuer: 'token.actions.githubusercontent.com', claims: /:(sub|job_workflow_ref|repository\w*)$/i },
  { issuer: 'gitlab.com', claims: /:sub$/i },
  { issuer: 'app.terraform.io', claims: /:sub$/i },
  { issuer: 'cognito-identity.amazonaws.com', claims: /:aud$/i },
  { issuer: 'accounts.google.com', claims: /:(sub|aud)$/i },
];

/** Whether it is for every user of a federation that everybody can use: no condition says whose tokens are meant. */
export function isForEveryTenant({ principal, conditions }: Grant): boolean {
  return (principal?.patterns ?? []).some((pattern) => {
    const shared = SHARED_ISSUERS.find(({ issuer }) => pattern.startsWith('Federated:') && pattern.endsWith(issuer));
    if (shared === undefined) return false;
    return !conditions.some(
      ({ operator, key, values }) => POSITIVE.test(operator) && shared.claims.test(key) && values.every(namesTenant),
    );
  });
}

/** `repo:example-org/*` names an owner; `repo:*` and `repo:example-*` do not. */
function namesTenant(value: string): boolean {
  const [owner = ''] = value.replace(/^(repo|project_path|organization):/, '').split(/[/:]/);
  return owner !== '' && !/[*?]/.test(owner);
}
