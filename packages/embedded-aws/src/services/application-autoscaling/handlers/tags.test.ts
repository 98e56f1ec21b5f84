import {
  ApplicationAutoScalingClient,
  DeregisterScalableTargetCommand,
  ListTagsForResourceCommand,
  RegisterScalableTargetCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-application-auto-scaling';

import { useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

let scaling: ApplicationAutoScalingClient;

beforeAll(() => {
  scaling = fixture.client(ApplicationAutoScalingClient);
});

async function register(table: string, tags?: Record<string, string>): Promise<string> {
  const { ScalableTargetARN } = await scaling.send(
    new RegisterScalableTargetCommand({
      ...targetOf(table),
      MinCapacity: 1,
      MaxCapacity: 4,
      ...(tags && { Tags: tags }),
    }),
  );
  return ScalableTargetARN ?? '';
}

function targetOf(table: string) {
  return {
    ServiceNamespace: 'dynamodb',
    ResourceId: `table/${table}`,
    ScalableDimension: 'dynamodb:table:ReadCapacityUnits',
  } as const;
}

async function tagsOf(arn: string): Promise<Record<string, string> | undefined> {
  return (await scaling.send(new ListTagsForResourceCommand({ ResourceARN: arn }))).Tags;
}

test('a scalable target has the tags it was registered with', async () => {
  const arn = await register('tagged', { platform: 'shop', environment: 'dev' });
  expect(await tagsOf(arn)).toEqual({ platform: 'shop', environment: 'dev' });
});

test('a scalable target that was registered without tags has none', async () => {
  expect(await tagsOf(await register('untagged'))).toEqual({});
});

test('registering a target again, as an update of its capacity, leaves its tags alone', async () => {
  const arn = await register('updated', { platform: 'shop' });
  expect(await register('updated')).toBe(arn);
  expect(await tagsOf(arn)).toEqual({ platform: 'shop' });
});

test('tags are added, overwritten and removed', async () => {
  const arn = await register('changed', { a: '1', b: '2' });
  await scaling.send(new TagResourceCommand({ ResourceARN: arn, Tags: { b: '3', c: '4' } }));
  await scaling.send(new UntagResourceCommand({ ResourceARN: arn, TagKeys: ['a'] }));
  expect(await tagsOf(arn)).toEqual({ b: '3', c: '4' });
});

test('a target can have 50 tags and not one more', async () => {
  const arn = await register('full', Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`key${i}`, 'x'])));
  await expect(
    scaling.send(new TagResourceCommand({ ResourceARN: arn, Tags: { oneMore: 'x' } })),
  ).rejects.toMatchObject({ name: 'TooManyTagsException', message: 'A resource can have 50 tags, not 51' });
  expect(Object.keys((await tagsOf(arn)) ?? {})).toHaveLength(50);
});

test('the tags of a target go with it', async () => {
  const arn = await register('gone', { a: '1' });
  await scaling.send(new DeregisterScalableTargetCommand(targetOf('gone')));
  await expect(tagsOf(arn)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: `No scalable target found for ARN: ${arn}`,
  });
});
