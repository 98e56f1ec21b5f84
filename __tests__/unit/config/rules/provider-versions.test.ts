import { resolvePlatform } from '../../../../config/resolve';
import { synthesizePlatform } from '../../../helpers/every-platform';
import { config, issuesOf } from '../../../helpers/config';

describe('the versions of the providers', () => {
  it('are all that the JSON is valid for, unless the config narrows them', () => {
    const all = { aws: '>= 5.100.0, < 7.0.0', github: '>= 6.6.0, < 7.0.0' };
    expect(resolvePlatform(config()).providers).toEqual(all);
    expect(resolvePlatform(config({ providers: { aws: '6.25.0' } })).providers).toEqual({ ...all, aws: '6.25.0' });
  });

  it('are those of every stack', () => {
    const { stacks } = synthesizePlatform(resolvePlatform(config({ providers: { aws: '6.25.0', github: '~> 6.9' } })));
    const required = [...stacks.values()].map(({ terraform }) => terraform['required_providers']);
    expect(new Set(required.map((each) => JSON.stringify(each)))).toEqual(
      new Set([
        '{"aws":{"source":"aws","version":"6.25.0"}}',
        '{"aws":{"source":"aws","version":"6.25.0"},"github":{"source":"integrations/github","version":"~> 6.9"}}',
      ]),
    );
  });

  it.each([
    ['aws', '>= 5.0.0', '>= 5.100.0, < 7.0.0', 'aws: "~> 6.0"'],
    ['aws', '~> 7.0', '>= 5.100.0, < 7.0.0', 'aws: "~> 6.0"'],
    ['github', '~> 6.5', '>= 6.6.0, < 7.0.0', 'github: "~> 6.6"'],
  ])('are refused where the JSON may not be valid: %s %s', (provider, constraint, range, example) => {
    expect(issuesOf(config({ providers: { [provider]: constraint } }))).toEqual([
      {
        path: `providers.${provider}`,
        found: `"${constraint}"`,
        allowed: `versions within ${range}, by =, >=, >, <=, < and ~>`,
        fix: `for example ${example}, or leave it out`,
      },
    ]);
  });
});
