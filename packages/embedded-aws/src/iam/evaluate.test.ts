import { evaluate, type Policies } from './evaluate';
import { allow, deny, policy, REQUEST, SESSION } from './testing';

const ALLOW = policy(allow({ Sid: 'Everything' }));
const DENY = policy(deny({ Sid: 'Nothing' }));
const NOTHING = policy();
const names = (AWS: string): ReturnType<typeof policy> => policy(allow({ Principal: { AWS } }));
const ROLE = names(SESSION.roleArn);
const ACCOUNT = names('111122223333');
const OTHER = '444455556666';

type Case = readonly [what: string, policies: Partial<Policies>, decision: string, policyType: string];

function check(cases: readonly Case[]): void {
  test.each(cases)('%s', (_, policies, decision, policyType) => {
    expect(evaluate(REQUEST, { identityPolicies: [], ...policies })).toMatchObject({ decision, policyType });
  });
}

describe('IAM User Guide, "Policy evaluation for requests within a single account"', () => {
  check([
    ['no policy at all', {}, 'implicitDeny', 'identity-based policy'],
    ['one of the role allows', { identityPolicies: [NOTHING, ALLOW] }, 'allow', 'identity-based policy'],
    ['one allows, one denies', { identityPolicies: [ALLOW, DENY] }, 'explicitDeny', 'identity-based policy'],
    ['that of the resource allows the role', { resourcePolicy: ROLE }, 'allow', 'resource-based policy'],
    ['it allows everybody', { resourcePolicy: names('*') }, 'allow', 'resource-based policy'],
    ['it trusts the account', { resourcePolicy: ACCOUNT }, 'implicitDeny', 'identity-based policy'],
    [
      'and the account allows it',
      { resourcePolicy: ACCOUNT, identityPolicies: [ALLOW] },
      'allow',
      'identity-based policy',
    ],
    [
      'that of the resource denies',
      { resourcePolicy: policy(deny({ Principal: '*' })), identityPolicies: [ALLOW] },
      'explicitDeny',
      'resource-based policy',
    ],
    [
      'that of the role denies what that of the resource allows',
      { resourcePolicy: ROLE, identityPolicies: [DENY] },
      'explicitDeny',
      'identity-based policy',
    ],
    [
      'a resource that needs a policy and has none',
      { identityPolicies: [ALLOW], needsResourcePolicy: true },
      'implicitDeny',
      'resource-based policy',
    ],
    [
      'a resource that needs a policy, which trusts the account',
      { identityPolicies: [ALLOW], needsResourcePolicy: true, resourcePolicy: ACCOUNT },
      'allow',
      'identity-based policy',
    ],
  ]);
});

describe('IAM User Guide, "Permissions boundaries for IAM entities"', () => {
  const bounded = (permissionsBoundary: typeof ALLOW, policies: Partial<Policies> = {}): Partial<Policies> => ({
    identityPolicies: [ALLOW],
    permissionsBoundary,
    ...policies,
  });
  check([
    ['the boundary allows it, too', bounded(ALLOW), 'allow', 'identity-based policy'],
    ['it does not', bounded(NOTHING), 'implicitDeny', 'permissions boundary'],
    ['it denies it', bounded(DENY), 'explicitDeny', 'permissions boundary'],
    ['it alone allows nothing', bounded(ALLOW, { identityPolicies: [] }), 'implicitDeny', 'identity-based policy'],
    [
      'it limits what is allowed to the role',
      bounded(NOTHING, { resourcePolicy: ROLE }),
      'implicitDeny',
      'permissions boundary',
    ],
    [
      'not what is allowed to the session',
      bounded(NOTHING, { resourcePolicy: names(SESSION.sessionArn) }),
      'allow',
      'resource-based policy',
    ],
    [
      'nor what is allowed to everybody',
      bounded(NOTHING, { resourcePolicy: names('*') }),
      'allow',
      'resource-based policy',
    ],
    [
      'but what it denies is denied',
      bounded(DENY, { resourcePolicy: names('*') }),
      'explicitDeny',
      'permissions boundary',
    ],
  ]);
});

describe('IAM User Guide, "Cross-account policy evaluation logic"', () => {
  const abroad = (policies: Partial<Policies>): Partial<Policies> => ({ resourceAccount: OTHER, ...policies });
  check([
    ['only the role may', abroad({ identityPolicies: [ALLOW] }), 'implicitDeny', 'resource-based policy'],
    ['only the resource lets it', abroad({ resourcePolicy: ROLE }), 'implicitDeny', 'identity-based policy'],
    ['both', abroad({ identityPolicies: [ALLOW], resourcePolicy: ROLE }), 'allow', 'resource-based policy'],
    [
      'the resource trusts the account',
      abroad({ identityPolicies: [ALLOW], resourcePolicy: ACCOUNT }),
      'allow',
      'resource-based policy',
    ],
    [
      'the resource trusts its own account',
      abroad({ identityPolicies: [ALLOW], resourcePolicy: names(OTHER) }),
      'implicitDeny',
      'resource-based policy',
    ],
    [
      'the boundary does not let it',
      abroad({ identityPolicies: [ALLOW], resourcePolicy: ROLE, permissionsBoundary: NOTHING }),
      'implicitDeny',
      'permissions boundary',
    ],
  ]);
});

test('the statement that decides is told', () => {
  expect(evaluate(REQUEST, { identityPolicies: [ALLOW] }).statement?.Sid).toBe('Everything');
  expect(evaluate(REQUEST, { identityPolicies: [ALLOW, DENY] }).statement?.Sid).toBe('Nothing');
  expect(evaluate(REQUEST, { identityPolicies: [] })).not.toHaveProperty('statement');
});
