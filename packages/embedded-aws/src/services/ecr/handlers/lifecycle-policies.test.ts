import {
  CreateRepositoryCommand,
  DeleteLifecyclePolicyCommand,
  DescribeImagesCommand,
  ECRClient,
  PutLifecyclePolicyCommand,
} from '@aws-sdk/client-ecr';

import { SteppedClock } from '../../../clock';
import { useEmbeddedAws } from '../../../testing/embedded-aws';
import { pushImage } from '../../../testing/ecr';

const clock = new SteppedClock(Date.parse('2026-03-01T12:00:00Z'));
const fixture = useEmbeddedAws({ clock });
const ecr = (): ECRClient => fixture.client(ECRClient);

const HOUR_MS = 3_600_000;

async function create(repositoryName: string, kept: number): Promise<void> {
  await ecr().send(new CreateRepositoryCommand({ repositoryName }));
  const selection = { tagStatus: 'tagged', tagPatternList: ['*'], countType: 'imageCountMoreThan', countNumber: kept };
  const lifecyclePolicyText = JSON.stringify({ rules: [{ rulePriority: 1, selection, action: { type: 'expire' } }] });
  await ecr().send(new PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText }));
}

async function tags(repositoryName: string): Promise<string[]> {
  const { imageDetails = [] } = await ecr().send(new DescribeImagesCommand({ repositoryName }));
  return imageDetails.flatMap(({ imageTags = [] }) => imageTags).sort();
}

async function untilTags(repositoryName: string, expected: readonly string[]): Promise<void> {
  while (JSON.stringify(await tags(repositoryName)) !== JSON.stringify(expected)) continue;
}

test('images expire within a day, and a policy that is gone lets none expire', async () => {
  await create('shop', 1);
  await pushImage(ecr(), 'shop', 'one', 'one');
  await clock.advance(HOUR_MS);
  await pushImage(ecr(), 'shop', 'two', 'two');
  expect(await tags('shop')).toEqual(['one', 'two']);
  await clock.advance(24 * HOUR_MS);
  await untilTags('shop', ['two']);

  await ecr().send(new DeleteLifecyclePolicyCommand({ repositoryName: 'shop' }));
  await pushImage(ecr(), 'shop', 'three', 'three');
  await clock.advance(25 * HOUR_MS);
  expect(await tags('shop')).toEqual(['three', 'two']);
});
