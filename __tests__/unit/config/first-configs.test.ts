import { resolvePlatform } from '../../../config/resolve';
import { firstConfigs } from '../../fixtures/first-configs';
import type { Message } from '../../fixtures/first-configs/first-config';
import { applyFixes } from '../../helpers/apply-fixes';
import { issuesOf } from '../../helpers/config';

/** Times that a person reads messages, at most, before the config loads. */
const MOST_ROUNDS = 2;

function messagesOf(config: object): readonly Message[] {
  return issuesOf(config).map(({ path, found, allowed, fix }) => [path, found, allowed, fix]);
}

describe('a first config of people who know another tool', () => {
  it('is one of ten', () => {
    expect(firstConfigs).toHaveLength(10);
  });

  describe.each(firstConfigs)('$from', ({ config, rounds, result }) => {
    const configs = [config];
    for (const attempt of rounds.keys()) {
      const tried = configs[attempt] ?? {};
      configs.push(applyFixes(tried, issuesOf(tried)));
    }

    it('is told everything that can be told at once', () => {
      expect(rounds.length).toBeGreaterThan(0);
      expect(rounds.length).toBeLessThanOrEqual(MOST_ROUNDS);
    });

    it('is told where each mistake is, what was found, what is allowed and the fix', () => {
      expect(configs.slice(0, rounds.length).map(messagesOf)).toEqual(rounds);
    });

    it('works once the fixes are made as they are told, and keeps what the person said', () => {
      expect(configs.at(-1)).toEqual(result);
      expect(() => resolvePlatform(configs.at(-1))).not.toThrow();
    });
  });
});
