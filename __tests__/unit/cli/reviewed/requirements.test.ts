import { requireAcceptance, requireFresh, requirePullRequest } from '../../../../cli/reviewed/requirements';
import { reviewRecord } from '../../../helpers/review-record';

const commit = 'a'.repeat(40);
const platform = {
  github: { owner: 'acme' },
  ci: { repository: 'platform', branch: 'main', oidcProvider: 'create' },
} as const;

describe('a record in the place of a commit', () => {
  it.each(['origin/main', 'main', 'refs/heads/main', 'refs/remotes/origin/main'])(
    'counts if it is of that commit, against %s',
    (ref) => {
      const record = reviewRecord({ base: { ref, commit: '' }, repository: 'Acme/platform' });
      expect(() => {
        requirePullRequest(record, commit, platform);
      }).not.toThrow();
    },
  );

  it.each<[string, Parameters<typeof reviewRecord>[0], string]>([
    [
      'a record of another commit, replayed',
      { head: { ref: 'HEAD', commit: 'c'.repeat(40) } },
      'that of another commit',
    ],
    ['a review of the working tree', { head: { ref: 'working tree', commit: '' } }, 'that of another commit'],
    ['a pull request against another branch', { base: { ref: 'origin/develop', commit: '' } }, 'and main is deployed'],
    ['a branch that only looks like main', { base: { ref: 'origin/origin/main', commit: '' } }, 'and main is deployed'],
    ['another repository', { repository: 'acme/other' }, 'is of acme/other'],
  ])('does not count if it is that of %s', (_, more, message) => {
    expect(() => {
      requirePullRequest(reviewRecord(more), commit, platform);
    }).toThrow(message);
  });
});

describe('a review', () => {
  const now = new Date('2026-11-30T00:00:00.000Z');

  it.each([
    ['2026-11-29T00:00:00.000Z', true],
    ['2026-10-31T00:00:00.000Z', true],
    ['2026-10-30T23:59:59.000Z', false],
  ])('of %s counts on November 30: %s', (madeAt, counts) => {
    const check = (): void => {
      requireFresh({ madeAt }, now);
    };
    if (counts) expect(check).not.toThrow();
    else expect(check).toThrow('after 30 days it does not count');
  });

  it.each([
    ['dangerous', false, false],
    ['dangerous', true, true],
    ['attention', false, true],
    ['safe', false, true],
  ] as const)('that found the change %s, accepted: %s, is deployed: %s', (verdict, isAccepted, isDeployed) => {
    const check = (): void => {
      requireAcceptance({ verdict, isAccepted });
    };
    if (isDeployed) expect(check).not.toThrow();
    else expect(check).toThrow('The review found the change dangerous, and it was not accepted.');
  });
});
