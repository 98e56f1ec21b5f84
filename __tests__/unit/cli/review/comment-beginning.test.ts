import { commentBeginning } from '../../../../cli/review/comment-beginning';

describe('the beginning of the comment about a review', () => {
  const first = (config?: string): string => commentBeginning({ PLATFORM_CONFIG: config }).split('\n')[0] ?? '';

  it('is the one that it always was, where the platform has the config of every project', () => {
    const one = '<!-- fargate-delivery: plan review -->';
    expect([commentBeginning({}), first('platform.config.ts'), first('./platform.config.ts')]).toEqual([one, one, one]);
  });

  it('is that of the platform where it has another, so that no two platforms write into one comment', () => {
    const beginning = commentBeginning({ PLATFORM_CONFIG: 'platforms/eu.config.ts' });
    expect(beginning).toBe(
      '<!-- fargate-delivery: plan review of platforms/eu.config.ts -->\nThe platform of `platforms/eu.config.ts`\n',
    );
    expect(beginning.startsWith(first())).toBe(false);
    expect(first('platforms/us.config.ts')).not.toBe(first('platforms/eu.config.ts'));
  });

  it('ends neither the HTML comment nor the line, be the config called what it will', () => {
    const beginning = first('a-->\n<img>.ts');
    expect(beginning).toMatch(/^<!-- fargate-delivery: plan review of [\w./-]+ -->$/);
    expect(beginning.indexOf('-->')).toBe(beginning.length - 3);
  });
});
