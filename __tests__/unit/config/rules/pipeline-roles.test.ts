import { config, issuesOf } from '../../../helpers/config';

const services = { x: { repository: 'x' }, 'x-record': { repository: 'x-record' } };

describe('the roles of two pipelines', () => {
  it.each(['build', 'pipeline', 'record'])('may not have one name, as with the environment %s', (environment) => {
    expect(issuesOf(config({ environments: { [environment]: {} }, services }))).toEqual([
      {
        path: 'services.x-record',
        found: `a role "shop-x-record-${environment}" of its pipeline, which services.x has too`,
        allowed: 'names that give the roles of every pipeline names of their own',
        fix: 'rename one of the two services, or the environment',
      },
    ]);
  });

  it('have names of their own with any other environment', () => {
    expect(issuesOf(config({ environments: { dev: {}, prod: {} }, services }))).toEqual([]);
  });
});
