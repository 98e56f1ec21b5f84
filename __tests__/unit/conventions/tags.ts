import type { Platform } from '../../../config/types';
import { everyPlatform, everyResource } from '../../helpers/every-platform';

/** The tags of everything in a stack, as its id tells them. */
function expectedTags(platform: Platform, id: string): Record<string, string> {
  const [first, ...rest] = id.split('-');
  const environment = platform.environments.find(({ name }) => name === first)?.name;
  const last = environment === undefined ? id.replace(/-(registry|pipeline)$/, '') : rest.join('-');
  const service = platform.services.find(({ name }) => name === last)?.name;
  return {
    ...platform.tags,
    platform: platform.name,
    'managed-by': 'fargate-delivery',
    ...(environment === undefined ? {} : { environment }),
    ...(service === undefined ? {} : { service }),
  };
}

describe.each(everyPlatform)('every stack of the platform $label', ({ platform, app }) => {
  it('has one AWS provider that tags everything with what it is part of', () => {
    const providers = [...app.stacks].map(([id, { provider }]) => [id, provider.aws]);
    expect(Object.fromEntries(providers)).toEqual(
      Object.fromEntries(
        [...app.stacks.keys()].map((id) => [
          id,
          [expect.objectContaining({ default_tags: [{ tags: expectedTags(platform, id) }] })],
        ]),
      ),
    );
  });
});

describe('every resource', () => {
  it('gets the tags of the platform from the provider', () => {
    const own = ['platform', 'environment', 'service', 'managed-by'];
    const shadowing = everyResource.filter(({ attributes }) =>
      Object.keys(attributes.tags ?? {}).some((key) => own.includes(key)),
    );
    expect(shadowing.map(({ place }) => place)).toEqual([]);
  });

  it('uses the one AWS provider or the GitHub provider', () => {
    const strangers = everyResource.filter(
      ({ type, attributes }) => !/^(aws|github)_/.test(type) || 'provider' in attributes,
    );
    expect(strangers.map(({ place }) => place)).toEqual([]);
  });
});
