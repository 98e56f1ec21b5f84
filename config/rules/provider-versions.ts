import { constraintOf, isWithinVersions, providerVersions, type ProviderName } from '../../platform/provider-versions';
import { quote } from '../issue';
import type { Rule } from './rule';

/** What the stacks emit is valid for a range of versions of each provider; a config can only narrow it. */
export const versionsOfProviders: Rule = ({ platform }) =>
  (Object.keys(providerVersions) as ProviderName[])
    .filter((provider) => !isWithinVersions(provider, platform.providers[provider]))
    .map((provider) => ({
      path: ['providers', provider],
      found: quote(platform.providers[provider]),
      allowed: `versions within ${constraintOf(provider)}, by =, >=, >, <=, < and ~>`,
      fix: `for example ${provider}: "~> ${newest(provider)}", or leave it out`,
    }));

/** The newest minor version that is sure to exist: the first of the last major one. */
function newest(provider: ProviderName): string {
  const [major = '0'] = providerVersions[provider].below.split('.');
  const least = providerVersions[provider].least.split('.');
  return least[0] === String(Number(major) - 1) ? least.slice(0, 2).join('.') : `${Number(major) - 1}.0`;
}
