import { constraintOf, isWithinVersions } from '../../../platform/provider-versions';

describe('the versions of a provider', () => {
  it('are a range', () => {
    expect(constraintOf('aws')).toBe('>= 5.100.0, < 7.0.0');
    expect(constraintOf('github')).toBe('>= 6.6.0, < 7.0.0');
  });

  it.each([
    '>= 5.100.0, < 7.0.0',
    '>= 5.100, < 7',
    '5.100.0',
    '= 6.25.0',
    '6.25',
    '~> 6.0',
    '~> 6.25.1',
    '~> 5.100',
    '~>6.1',
    '> 5.100.0, <= 6.99.99',
    '>= 4.0.0, >= 6.0.0, < 9.0.0, < 6.5.0',
  ])('are within it: %s', (constraint) => {
    expect(isWithinVersions('aws', constraint)).toBe(true);
  });

  it.each([
    '>= 5.100.0',
    '< 7.0.0',
    '>= 5.99.0, < 7.0.0',
    '>= 5.100.0, <= 7.0.0',
    '~> 5.99',
    '~> 7.0',
    '~> 6',
    '7.0.0',
    '5.99.9',
    '>= 6.5.0, < 6.4.0',
    '= 6.0.0, = 6.1.0',
    '!= 6.0.0',
    '>= 6.0.0-beta1, < 7.0.0',
    '>= 6.0.0,',
    '',
    'latest',
    '6.1.2.3',
  ])('are not within it: %s', (constraint) => {
    expect(isWithinVersions('aws', constraint)).toBe(false);
  });
});
