import { evaluate } from './evaluate';
import type { Principal } from './request';
import { allow, deny, policy, REQUEST, SESSION } from './testing';

const CODEBUILD: Principal = { type: 'service', name: 'codebuild.amazonaws.com' };
const GITHUB = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const JOB: Principal = { type: 'webIdentity', provider: GITHUB };
const ROOT = 'arn:aws:iam::111122223333:root';

/** What a resource's policy alone decides, of a resource that needs one. */
function decide(principal: Principal, ...statements: object[]): string {
  const resourcePolicy = policy(...(statements as Record<string, unknown>[]));
  const policies = { identityPolicies: [], resourcePolicy, needsResourcePolicy: true };
  return evaluate({ ...REQUEST, principal }, policies).decision;
}

describe('IAM User Guide, "AWS JSON policy elements: Principal"', () => {
  const cases: [string, unknown, Principal, string][] = [
    ['a service that is named', { Service: 'codebuild.amazonaws.com' }, CODEBUILD, 'allow'],
    ['one of several services', { Service: ['ecs.amazonaws.com', 'codebuild.amazonaws.com'] }, CODEBUILD, 'allow'],
    ['another service', { Service: 'ecs-tasks.amazonaws.com' }, CODEBUILD, 'implicitDeny'],
    ['a service, named as an account', { AWS: 'codebuild.amazonaws.com' }, CODEBUILD, 'implicitDeny'],
    ['everybody, asked by a service', '*', CODEBUILD, 'allow'],
    ['everybody', '*', SESSION, 'allow'],
    ['everybody, written out', { AWS: '*' }, SESSION, 'allow'],
    ['the role', { AWS: SESSION.roleArn }, SESSION, 'allow'],
    ['one of several roles', { AWS: ['arn:aws:iam::111122223333:role/other', SESSION.roleArn] }, SESSION, 'allow'],
    ['another role', { AWS: 'arn:aws:iam::111122223333:role/other' }, SESSION, 'implicitDeny'],
    ['a role without its path', { AWS: 'arn:aws:iam::111122223333:role/task' }, SESSION, 'implicitDeny'],
    ['a role with a wildcard, which is none', { AWS: 'arn:aws:iam::111122223333:role/*' }, SESSION, 'implicitDeny'],
    ['the session', { AWS: SESSION.sessionArn }, SESSION, 'allow'],
    ['another session', { AWS: SESSION.sessionArn.replace('/run', '/other') }, SESSION, 'implicitDeny'],
    ['the account, which has to allow it itself', { AWS: ROOT }, SESSION, 'implicitDeny'],
    ['an account by its number', { AWS: '111122223333' }, SESSION, 'implicitDeny'],
    ['a web identity, asked by a role', { Federated: 'accounts.google.com' }, SESSION, 'implicitDeny'],
    ['a web identity', { Federated: GITHUB }, JOB, 'allow'],
    ['a web identity of another provider', { Federated: 'accounts.google.com' }, JOB, 'implicitDeny'],
    ['a web identity, named as an account', { AWS: ROOT }, JOB, 'implicitDeny'],
  ];
  test.each(cases)('%s', (_, Principal, principal, decision) => {
    expect(decide(principal, allow({ Principal }))).toBe(decision);
  });

  test.each([[ROOT], ['111122223333']])('a deny of the account %s is one of all of its roles', (AWS) => {
    expect(decide(SESSION, allow({ Principal: '*' }), deny({ Principal: { AWS } }))).toBe('explicitDeny');
  });
});

describe('IAM User Guide, "AWS JSON policy elements: NotPrincipal"', () => {
  const excepting = (NotPrincipal: unknown): string =>
    decide(SESSION, allow({ Principal: '*' }), deny({ NotPrincipal }));
  const chain = [ROOT, SESSION.roleArn, SESSION.sessionArn];

  test('a deny of all but some leaves those alone', () => {
    expect(excepting({ AWS: chain })).toBe('allow');
  });

  test.each(chain)('whose account, role and session have to be named: not without %s', (missing) => {
    expect(excepting({ AWS: chain.filter((arn) => arn !== missing) })).toBe('explicitDeny');
  });

  test('a service may be excepted, too', () => {
    const statement = deny({ NotPrincipal: { Service: 'codebuild.amazonaws.com' } });
    expect(decide(CODEBUILD, allow({ Principal: '*' }), statement)).toBe('allow');
    expect(decide(SESSION, allow({ Principal: '*' }), statement)).toBe('explicitDeny');
  });
});
