import { registrationGrants } from '../../../../modules/pipeline/registration-grants';
import { deployTarget } from '../../../helpers/deploy-target';

describe('the grants to register task definitions', () => {
  it('let no role be passed but those of the services, and no revision be tagged but of their own families', () => {
    const place = { account: '123456789012', region: 'eu-central-1' };
    const grants = registrationGrants(place, [deployTarget('dev'), deployTarget('prod')]);
    const family = 'arn:aws:ecs:eu-central-1:123456789012:task-definition';
    expect(grants.map(({ sid, resources }) => [sid, resources])).toEqual([
      ['RegisterTaskDefinitions', ['*']],
      ['TagNewTaskDefinitions', [`${family}/dev-family:*`, `${family}/prod-family:*`]],
      [
        'PassTaskRoles',
        ['arn:dev-execution-role', 'arn:dev-task-role', 'arn:prod-execution-role', 'arn:prod-task-role'],
      ],
    ]);
    expect(JSON.stringify(grants)).not.toContain('placeholder');
  });
});
