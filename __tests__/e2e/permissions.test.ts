import { IAMClient } from '@aws-sdk/client-iam';
import { grantedActions, withoutActions } from './helpers/granted-actions';
import { explainedActions, NEEDED, NEEDED_FIRST, SPARED } from './helpers/needed-actions';
import { pushService } from './helpers/push-service';
import { useDeniedPlatform } from './helpers/denied-platform';

describe('a delivery needs', () => {
  const { deployed, source, needs, needsFirst } = useDeniedPlatform();

  it.each(Object.keys(SPARED))(
    'every action that role %s is granted, but for those with another reason',
    async (role) => {
      expect(await grantedActions(deployed.client(IAMClient), role)).toEqual(explainedActions(role));
    },
  );

  needsFirst(NEEDED_FIRST);

  describe('until its release is made', () => {
    needs(NEEDED.filter(({ stage }) => stage !== 'Deploy-dev'));

    it('no other action, even if all others are missing at once', async () => {
      const iam = deployed.client(IAMClient);
      const deliver = (): Promise<unknown> =>
        source('spared', 'spared').then((folder) => pushService(deployed, folder));
      const withoutAll = Object.entries(SPARED).reduce(
        (attempt, [role, reasons]) =>
          () =>
            withoutActions(iam, role, Object.keys(reasons), attempt),
        deliver,
      );
      await expect(withoutAll()).resolves.toMatchObject({ service: 'hello' });
    });
  });
});
