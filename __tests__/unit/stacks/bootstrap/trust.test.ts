import { mayAssume, trustPolicies, type Token } from '../../../helpers/job-trust';

const IDS = { ownerId: '12', repositoryId: '34' };

/** A token of a job on main that deploys prod, of a repository that has ids in its subject. */
const PROD: Token = {
  aud: 'sts.amazonaws.com',
  sub: 'repo:example-org@12/platform@34:environment:prod',
  repository: 'example-org/platform',
  repository_id: '34',
  ref: 'refs/heads/main',
  environment: 'prod',
  job_workflow_ref: 'example-org/platform/.github/workflows/deploy.yml@refs/heads/main',
  workflow: 'Deploy',
};

/** A token without one of its claims. */
function without(token: Token, claim: string): Token {
  return Object.fromEntries(Object.entries(token).filter(([name]) => name !== claim));
}

/** The same job in a repository that sends names alone. */
const named = (token: Token): Token => ({ ...token, sub: String(token['sub']).replaceAll(/@\d+/g, '') });

const DRIFT: Token = {
  ...PROD,
  sub: 'repo:example-org@12/platform@34:environment:review',
  environment: 'review',
  job_workflow_ref: 'example-org/platform/.github/workflows/drift.yml@refs/heads/main',
};
const REVIEW: Token = {
  ...DRIFT,
  job_workflow_ref: 'example-org/platform/.github/workflows/review.yml@refs/heads/main',
};
const withoutEnvironment = without(PROD, 'environment');
const FIRST_OF_DEPLOY: Token = { ...withoutEnvironment, sub: 'repo:example-org@12/platform@34:ref:refs/heads/main' };

/** Those that must not be trusted. */
const STRANGERS: readonly (readonly [string, Token])[] = [
  [
    'a branch, where the branch rule of the environment was forgotten',
    {
      ...PROD,
      ref: 'refs/heads/evil',
      job_workflow_ref: 'example-org/platform/.github/workflows/deploy.yml@refs/heads/evil',
    },
  ],
  ['a tag that is called like the branch', { ...PROD, ref: 'refs/tags/main' }],
  ['a pull request that names the environment', { ...PROD, ref: 'refs/pull/7/merge' }],
  [
    'a pull request',
    { ...withoutEnvironment, sub: 'repo:example-org@12/platform@34:pull_request', ref: 'refs/pull/7/merge' },
  ],
  [
    'a fork',
    {
      ...PROD,
      sub: 'repo:mallory@99/platform@98:environment:prod',
      repository: 'mallory/platform',
      repository_id: '98',
    },
  ],
  [
    'a repository that was made again under the name',
    { ...PROD, sub: 'repo:example-org@12/platform@98:environment:prod', repository_id: '98' },
  ],
  [
    'such a repository without ids in its subject',
    { ...PROD, sub: 'repo:example-org/platform:environment:prod', repository_id: '98' },
  ],
  [
    'an owner who took the name over',
    { ...PROD, sub: 'repo:example-org@99/platform@98:environment:prod', repository_id: '98' },
  ],
  ['a token for another audience', { ...PROD, aud: 'https://github.com/example-org' }],
];

describe('the role that deploys prod', () => {
  const policy = trustPolicies(IDS).get('deploy-prod');

  it('is assumed by the jobs of its environment on the branch, whichever subject the repository sends', () => {
    expect(mayAssume(policy, PROD)).toBe(true);
    expect(mayAssume(policy, named(PROD))).toBe(true);
  });

  it.each(STRANGERS)('cannot be assumed by %s', (_name, token) => {
    expect(mayAssume(policy, token)).toBe(false);
    expect(mayAssume(policy, named(token))).toBe(false);
  });

  it('cannot be assumed by jobs of another environment, nor by those of none', () => {
    const dev = { ...PROD, sub: String(PROD['sub']).replace('prod', 'dev'), environment: 'dev' };
    for (const token of [
      dev,
      { ...dev, environment: 'prod' },
      { ...PROD, environment: 'dev' },
      FIRST_OF_DEPLOY,
      REVIEW,
    ]) {
      expect(mayAssume(policy, token)).toBe(false);
    }
  });
});

describe.each(['deploy-dev', 'deploy-prod', 'deploy-shared'])('the role %s', (role) => {
  it('cannot be assumed by a token that lacks a claim', () => {
    const environment = role.replace('deploy-', '');
    const own = { ...PROD, sub: `repo:example-org@12/platform@34:environment:${environment}`, environment };
    const policy = trustPolicies(IDS).get(role);
    expect(mayAssume(policy, own)).toBe(true);
    for (const claim of ['aud', 'sub', 'repository_id', 'ref', 'environment']) {
      expect(mayAssume(policy, without(own, claim))).toBe(false);
    }
  });
});

describe('the role that plans', () => {
  const policy = trustPolicies(IDS).get('review');

  it.each([
    ['reviews', REVIEW],
    ['looks for drift', DRIFT],
    ['finds out which jobs deploy', FIRST_OF_DEPLOY],
  ])('is assumed by the job that %s', (_name, token) => {
    expect(mayAssume(policy, token)).toBe(true);
    expect(mayAssume(policy, named(token))).toBe(true);
  });

  it.each([
    ...STRANGERS.map(
      ([name, token]) => [name, { ...token, sub: String(token['sub']).replace(/prod$/, 'review') }] as const,
    ),
    [
      'a workflow of main that does something else',
      { ...REVIEW, job_workflow_ref: 'example-org/platform/.github/workflows/ci.yml@refs/heads/main' },
    ],
    [
      'a workflow of another repository that main calls',
      { ...REVIEW, job_workflow_ref: 'mallory/tools/.github/workflows/review.yml@refs/heads/main' },
    ],
    ['a deployment', PROD],
  ] as const)('cannot be assumed by %s', (_name, token) => {
    expect(mayAssume(policy, token)).toBe(false);
    expect(mayAssume(policy, named(token))).toBe(false);
  });
});

describe('roles of a repository whose ids are not in the config', () => {
  const policies = trustPolicies({});

  it('are assumed by jobs with subjects without ids, and no other claim is looked at', () => {
    const { aud, sub } = named(PROD);
    expect(mayAssume(policies.get('deploy-prod'), { aud, sub } as Token)).toBe(true);
    expect(mayAssume(policies.get('review'), { aud, sub: named(REVIEW)['sub'] } as Token)).toBe(true);
    expect(mayAssume(policies.get('deploy-prod'), PROD)).toBe(false);
  });

  it('cannot be assumed by a pull request', () => {
    const token = { ...PROD, sub: 'repo:example-org/platform:pull_request', ref: 'refs/pull/7/merge' };
    for (const policy of policies.values()) expect(mayAssume(policy, token)).toBe(false);
  });
});
