import { trustTasks } from '../../../../modules/ecs/task-trust';

describe('the trust of a role of tasks', () => {
  it('is in tasks of the account and region alone', () => {
    expect(trustTasks({ account: '123456789012', region: 'us-gov-west-1' })).toEqual({
      servicePrincipal: 'ecs-tasks.amazonaws.com',
      trustConditions: {
        StringEquals: { 'aws:SourceAccount': '123456789012' },
        ArnLike: { 'aws:SourceArn': 'arn:aws-us-gov:ecs:us-gov-west-1:123456789012:*' },
      },
    });
  });
});
