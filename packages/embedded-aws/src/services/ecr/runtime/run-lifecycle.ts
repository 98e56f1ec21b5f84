import {
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  ECRClient,
  GetLifecyclePolicyCommand,
  type ImageDetail,
  LifecyclePolicyNotFoundException,
  paginateDescribeImages,
  RepositoryNotFoundException,
} from '@aws-sdk/client-ecr';

import { isIndex, parseManifest } from '../../../containers/oci/manifest';
import type { Runtime } from '../../../gateway/runtime';
import type { Place } from '../../../gateway/table';
import { expiredImages, isRunnable, type StoredImage } from './lifecycle-policy';

/** How often policies are applied; ECR expires images within 24 hours after they meet the criteria. */
const INTERVAL_MS = 24 * 3_600_000;

/** Applies the lifecycle policy of a repository every day, until it has none. */
export function runLifecycle(
  runtime: Runtime,
  { account, scope }: Place,
  repositoryName: string,
  ended: () => void,
): void {
  const ecr = new ECRClient(runtime.asAccount(account, scope.region));
  runtime.background(`Lifecycle policy of ${repositoryName}`, async (signal) => {
    for (;;) {
      await runtime.clock.sleep(INTERVAL_MS, signal);
      const policy = await policyOf(ecr, repositoryName);
      if (policy === undefined) break;
      if (isRunnable(policy)) await expire(ecr, repositoryName, policy, runtime.clock.now());
    }
    ended();
  });
}

/** @returns undefined if there is none any more */
async function policyOf(ecr: ECRClient, repositoryName: string): Promise<string | undefined> {
  try {
    return (await ecr.send(new GetLifecyclePolicyCommand({ repositoryName }))).lifecyclePolicyText ?? '';
  } catch (error) {
    const isGone = error instanceof LifecyclePolicyNotFoundException || error instanceof RepositoryNotFoundException;
    if (!isGone) throw error;
    return undefined;
  }
}

async function expire(ecr: ECRClient, repositoryName: string, policy: string, now: number): Promise<void> {
  const imageIds = expiredImages(policy, await imagesOf(ecr, repositoryName), now).map((imageDigest) => ({
    imageDigest,
  }));
  if (imageIds.length > 0) await ecr.send(new BatchDeleteImageCommand({ repositoryName, imageIds }));
}

async function imagesOf(ecr: ECRClient, repositoryName: string): Promise<StoredImage[]> {
  const details: ImageDetail[] = [];
  for await (const page of paginateDescribeImages({ client: ecr }, { repositoryName })) {
    details.push(...(page.imageDetails ?? []));
  }
  const referenced = await referencedBy(ecr, repositoryName, details);
  return details.map(({ imageDigest = '', imageTags = [], imagePushedAt }) => ({
    digest: imageDigest,
    tags: imageTags,
    pushedAt: imagePushedAt?.getTime() ?? 0,
    isReferenced: referenced.has(imageDigest),
  }));
}

/** Digests of the images of platforms that indexes name. */
async function referencedBy(
  ecr: ECRClient,
  repositoryName: string,
  images: readonly ImageDetail[],
): Promise<Set<string>> {
  const imageIds = images
    .filter(({ imageManifestMediaType = '' }) => /manifest\.list|image\.index/.test(imageManifestMediaType))
    .map(({ imageDigest }) => ({ imageDigest }));
  if (imageIds.length === 0) return new Set();
  const { images: indexes = [] } = await ecr.send(new BatchGetImageCommand({ repositoryName, imageIds }));
  const contents = indexes.map(({ imageManifest = '' }) => parseManifest(imageManifest));
  return new Set(
    contents.flatMap((content) => (isIndex(content) ? content.manifests.map(({ digest }) => digest) : [])),
  );
}
