import { mayAssume, trustPolicies, type Token } from '../../../helpers/job-trust';

/** Platforms of one repository, by what the names of their GitHub environments begin with. */
const PREFIXES = ['', 'eu-', 'eu-west-'] as const;
type Prefix = (typeof PREFIXES)[number];

const IDS = { ownerId: '12', repositoryId: '34' };

const WORKFLOWS = ['deploy.yml', 'review.yml', 'drift.yml', 'platforms.yml'] as const;

/** The token of a job of the repository, as GitHub makes it. @param environment of GitHub; undefined: the job has none */
function tokenOf(environment: string | undefined, workflow: string): Token {
  const end = environment === undefined ? 'ref:refs/heads/main' : `environment:${environment}`;
  return {
    aud: 'sts.amazonaws.com',
    sub: `repo:example-org@12/platform@34:${end}`,
    repository: 'example-org/platform',
    repository_id: '34',
    ref: 'refs/heads/main',
    ...(environment !== undefined && { environment }),
    job_workflow_ref: `example-org/platform/.github/workflows/${workflow}@refs/heads/main`,
  };
}

/** Without its ids, as a repository sends it that had its name before they came. */
function named(token: Token): Token {
  return { ...token, sub: String(token['sub']).replaceAll(/@\d+/g, '') };
}

/** Every job that workflows of the repository may start in the GitHub environments of a platform. */
function tokensOf(prefix: Prefix): readonly Token[] {
  const tokens = ['dev', 'prod', 'shared', 'review'].flatMap((name) =>
    WORKFLOWS.map((workflow) => tokenOf(`${prefix}${name}`, workflow)),
  );
  return [...tokens, ...tokens.map(named)];
}

const ALONE = WORKFLOWS.map((workflow) => tokenOf(undefined, workflow));

function policiesOf(prefix: Prefix, ids: object): ReadonlyMap<string, string> {
  return trustPolicies({ ...ids, ...(prefix !== '' && { environmentPrefix: prefix }) });
}

describe.each([
  ['whose ids are in the configs', IDS],
  ['whose ids are not known', {}],
])('platforms of one repository %s', (_which, ids) => {
  const policies = new Map(PREFIXES.map((prefix) => [prefix, policiesOf(prefix, ids)]));

  it.each(PREFIXES)('have roles for the jobs of their own environments: "%s"', (prefix) => {
    const own = policies.get(prefix);
    for (const name of ['dev', 'prod', 'shared'])
      expect(mayAssume(own?.get(`deploy-${name}`), named(tokenOf(`${prefix}${name}`, 'deploy.yml')))).toBe(true);
    for (const workflow of ['review.yml', 'drift.yml', 'deploy.yml'])
      expect(mayAssume(own?.get('review'), named(tokenOf(`${prefix}review`, workflow)))).toBe(true);
  });

  it.each(PREFIXES)('cannot use the roles of the others, in any job of any workflow: "%s"', (prefix) => {
    for (const other of PREFIXES.filter((each) => each !== prefix))
      for (const [role, policy] of policies.get(other) ?? [])
        for (const token of tokensOf(prefix))
          expect({ role, token, isAssumed: mayAssume(policy, token) }).toMatchObject({ isAssumed: false });
  });

  it('trust no job without an environment, which may be that of any of them, where they have a prefix', () => {
    for (const prefix of PREFIXES.filter((each) => each !== ''))
      for (const policy of policies.get(prefix)?.values() ?? [])
        for (const token of [...ALONE, ...ALONE.map(named)]) expect(mayAssume(policy, token)).toBe(false);
  });
});
