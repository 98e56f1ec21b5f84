import {
  BatchCheckLayerAvailabilityCommand,
  BatchDeleteImageCommand,
  BatchGetImageCommand,
  CompleteLayerUploadCommand,
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeImagesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
  InitiateLayerUploadCommand,
  PutImageCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr';

import { SteppedClock } from '../../../clock';
import { digestOf } from '../../../containers/oci/digest';
import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';
import { imageOf, pushImage, uploadLayer } from '../../../testing/ecr';

const fixture = useEmbeddedAws({ clock: new SteppedClock(Date.parse('2026-03-01T12:00:00Z')) });

let ecr: ECRClient;

beforeAll(() => {
  ecr = fixture.client(ECRClient);
});

async function create(repositoryName: string, imageTagMutability: 'MUTABLE' | 'IMMUTABLE' = 'MUTABLE'): Promise<void> {
  await ecr.send(new CreateRepositoryCommand({ repositoryName, imageTagMutability }));
}

/** Starts an upload and sends parts of it, one after the other. @returns its id */
async function upload(repositoryName: string, ...parts: Buffer[]): Promise<string> {
  const { uploadId = '' } = await ecr.send(new InitiateLayerUploadCommand({ repositoryName }));
  let partFirstByte = 0;
  for (const layerPartBlob of parts) {
    const partLastByte = partFirstByte + layerPartBlob.length - 1;
    const part = { repositoryName, uploadId, partFirstByte, partLastByte, layerPartBlob };
    await ecr.send(new UploadLayerPartCommand(part));
    partFirstByte += layerPartBlob.length;
  }
  return uploadId;
}

const complete = (repositoryName: string, uploadId: string, ...layerDigests: string[]): Promise<unknown> =>
  ecr.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests }));

describe('a layer', () => {
  const MIB = 1024 * 1024;
  const parts = [Buffer.alloc(5 * MIB, 'a'), Buffer.from('the rest')];
  const digest = digestOf(Buffer.concat(parts));

  beforeAll(() => create('layers'));

  test('that came in parts can be fetched again, byte for byte', async () => {
    await complete('layers', await upload('layers', ...parts), digest);
    const asked = new GetDownloadUrlForLayerCommand({ repositoryName: 'layers', layerDigest: digest });
    const { downloadUrl = '' } = await ecr.send(asked);
    const response = await fetch(downloadUrl);
    expect(response.status).toBe(200);
    expect(digestOf(Buffer.from(await response.arrayBuffer()))).toBe(digest);
  });

  test('can be fetched only with the address that was given', async () => {
    const { status } = await fetch(`${fixture.aws.endpoint}/_ecr/layers/${digest}?signature=made-up`);
    expect(status).toBe(403);
  });

  test('is available in its repository, with its size, and in no other', async () => {
    const missing = digestOf('missing');
    const layerDigests = [digest, missing, 'sha256:short'];
    const check = new BatchCheckLayerAvailabilityCommand({ repositoryName: 'layers', layerDigests });
    const { layers, failures } = await ecr.send(check);
    expect(layers).toMatchObject([
      { layerDigest: digest, layerAvailability: 'AVAILABLE', layerSize: 5 * MIB + 'the rest'.length },
    ]);
    expect(failures).toMatchObject([
      { layerDigest: missing, failureCode: 'MissingLayerDigest' },
      { layerDigest: 'sha256:short', failureCode: 'InvalidLayerDigest' },
    ]);
    await create('others');
    const other = new BatchCheckLayerAvailabilityCommand({ repositoryName: 'others', layerDigests: [digest] });
    expect((await ecr.send(other)).layers).toEqual([]);
  });

  test('that is there already is refused', async () => {
    await expect(complete('layers', await upload('layers', ...parts), digest)).rejects.toMatchObject({
      name: 'LayerAlreadyExistsException',
    });
  });

  test('with another digest than was said is refused', async () => {
    const uploadId = await upload('layers', Buffer.from('x'));
    await expect(complete('layers', uploadId, digestOf('y'))).rejects.toMatchObject({
      name: 'InvalidLayerException',
      message: `The digest of the uploaded layer is '${digestOf('x')}', which is not the given '${digestOf('y')}'`,
    });
  });

  test('without content is refused', async () => {
    await expect(complete('layers', await upload('layers'), digest)).rejects.toMatchObject({
      name: 'EmptyUploadException',
    });
  });

  test('of small parts is refused', async () => {
    const small = [Buffer.from('a'), Buffer.from('b')];
    await expect(complete('layers', await upload('layers', ...small), digestOf('ab'))).rejects.toMatchObject({
      name: 'LayerPartTooSmallException',
    });
  });

  test('whose parts do not follow each other is refused', async () => {
    const uploadId = await upload('layers');
    const part = { partFirstByte: 5, partLastByte: 5, layerPartBlob: Buffer.from('x') };
    await expect(
      ecr.send(new UploadLayerPartCommand({ repositoryName: 'layers', uploadId, ...part })),
    ).rejects.toMatchObject({ name: 'InvalidLayerPartException' });
  });

  test('of an upload that was not started is refused', async () => {
    await expect(complete('layers', 'made-up', digest)).rejects.toMatchObject({ name: 'UploadNotFoundException' });
  });

  test('of a repository that is not there is refused', async () => {
    await expect(upload('missing')).rejects.toMatchObject({
      name: 'RepositoryNotFoundException',
      message: `The repository with name 'missing' does not exist in the registry with id '${ACCOUNT}'`,
    });
  });
});

describe('an image', () => {
  test('is known by the digest of its manifest, and its size is that of its layers and configuration', async () => {
    await create('shop');
    const image = await pushImage(ecr, 'shop', 'v1', 'content');
    const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: 'shop' }));
    expect(imageDetails).toMatchObject([
      {
        registryId: ACCOUNT,
        repositoryName: 'shop',
        imageDigest: image.digest,
        imageTags: ['v1'],
        imageSizeInBytes: image.size,
        imagePushedAt: new Date('2026-03-01T12:00:00Z'),
        imageManifestMediaType: 'application/vnd.oci.image.manifest.v1+json',
      },
    ]);
  });

  test('is found by tag and by digest, and what is missing is told', async () => {
    await create('found');
    const { digest, manifest } = await pushImage(ecr, 'found', 'v1', 'content');
    await pushImage(ecr, 'found', 'v2', 'content');
    const imageIds = [{ imageTag: 'v1' }, { imageDigest: digest }, { imageTag: 'v3' }];
    const { images = [], failures } = await ecr.send(new BatchGetImageCommand({ repositoryName: 'found', imageIds }));
    expect(images.map(({ imageManifest }) => imageManifest)).toEqual([manifest, manifest]);
    expect(images[0]?.imageId).toEqual({ imageTag: 'v1', imageDigest: digest });
    expect(failures).toEqual([
      { imageId: { imageTag: 'v3' }, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' },
    ]);
  });

  test('keeps its digest when its tag moves to another', async () => {
    await create('moved');
    const first = await pushImage(ecr, 'moved', 'latest', 'first');
    const second = await pushImage(ecr, 'moved', 'latest', 'second');
    const imageIds = [{ imageTag: 'latest' }, { imageDigest: first.digest }];
    const { images = [] } = await ecr.send(new BatchGetImageCommand({ repositoryName: 'moved', imageIds }));
    expect(images.map(({ imageManifest }) => imageManifest)).toEqual([second.manifest, first.manifest]);
  });

  test('with layers that were not pushed is refused', async () => {
    await create('incomplete');
    const { manifest } = imageOf('content');
    const put = new PutImageCommand({ repositoryName: 'incomplete', imageTag: 'v1', imageManifest: manifest });
    await expect(ecr.send(put)).rejects.toMatchObject({
      name: 'LayersNotFoundException',
      message: expect.stringMatching(/^Layers with digests '\[sha256:\w+, sha256:\w+\]' do not exist/) as string,
    });
  });

  test('with another digest than was said is refused', async () => {
    const imageDigest = digestOf('another');
    const put = new PutImageCommand({
      repositoryName: 'shop',
      imageManifest: imageOf('content').manifest,
      imageDigest,
    });
    await expect(ecr.send(put)).rejects.toMatchObject({ name: 'ImageDigestDoesNotMatchException' });
  });

  test.each(['{', '{"schemaVersion":1}'])('with the manifest %s is refused', async (imageManifest) => {
    const put = new PutImageCommand({ repositoryName: 'shop', imageManifest });
    await expect(ecr.send(put)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  test('for several platforms needs the images of all of them', async () => {
    await create('platforms');
    const { digest, manifest } = await pushImage(ecr, 'platforms', 'amd64', 'content');
    const index = (child: string): string => {
      const mediaType = 'application/vnd.oci.image.index.v1+json';
      const descriptor = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: child };
      return JSON.stringify({ schemaVersion: 2, mediaType, manifests: [{ ...descriptor, size: manifest.length }] });
    };
    const put = (child: string): Promise<unknown> =>
      ecr.send(new PutImageCommand({ repositoryName: 'platforms', imageTag: 'all', imageManifest: index(child) }));
    await expect(put(digestOf('missing'))).rejects.toMatchObject({ name: 'ReferencedImagesNotFoundException' });
    await expect(put(digest)).resolves.toMatchObject({ image: { imageId: { imageTag: 'all' } } });
  });

  test('is gone with its repository, and its layers with it', async () => {
    await create('deleted');
    await pushImage(ecr, 'deleted', 'v1', 'content');
    await ecr.send(new DeleteRepositoryCommand({ repositoryName: 'deleted', force: true }));
    await create('deleted');
    const { manifest } = imageOf('content');
    const put = new PutImageCommand({ repositoryName: 'deleted', imageManifest: manifest });
    await expect(ecr.send(put)).rejects.toMatchObject({ name: 'LayersNotFoundException' });
  });

  test('can be deleted by tag', async () => {
    await create('cleared');
    await pushImage(ecr, 'cleared', 'v1', 'content');
    const imageIds = [{ imageTag: 'v1' }];
    await ecr.send(new BatchDeleteImageCommand({ repositoryName: 'cleared', imageIds }));
    const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: 'cleared' }));
    expect(imageDetails).toEqual([]);
  });
});

describe('tags that may not change', () => {
  beforeAll(() => create('immutable', 'IMMUTABLE'));

  test('are refused for another image', async () => {
    await pushImage(ecr, 'immutable', 'v1', 'first');
    await expect(pushImage(ecr, 'immutable', 'v1', 'second')).rejects.toMatchObject({
      name: 'ImageTagAlreadyExistsException',
      message:
        "The image tag 'v1' already exists in the 'immutable' repository and cannot be overwritten because the tag is immutable.",
    });
  });

  test('are told to be there already for the same image', async () => {
    await expect(pushImage(ecr, 'immutable', 'v1', 'first')).rejects.toMatchObject({
      name: 'ImageAlreadyExistsException',
      message: expect.stringContaining("and tag 'v1' already exists in the repository") as string,
    });
  });

  test('may be added to an image', async () => {
    const { digest } = await pushImage(ecr, 'immutable', 'v2', 'first');
    const imageIds = [{ imageDigest: digest }];
    const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: 'immutable', imageIds }));
    expect(imageDetails?.[0]?.imageTags).toEqual(['v1', 'v2']);
  });
});

test('a layer may be pushed to two repositories', async () => {
  await create('one');
  await create('two');
  await uploadLayer(ecr, 'one', Buffer.from('shared'));
  await expect(uploadLayer(ecr, 'two', Buffer.from('shared'))).resolves.toBe(digestOf('shared'));
});

test('a token is for the registry of the caller, for twelve hours', async () => {
  const { authorizationData: [data] = [] } = await ecr.send(new GetAuthorizationTokenCommand({}));
  expect(Buffer.from(data?.authorizationToken ?? '', 'base64').toString()).toMatch(/^AWS:[\w-]{128}$/);
  expect(data).toMatchObject({
    expiresAt: new Date('2026-03-02T00:00:00Z'),
    proxyEndpoint: `https://${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`,
  });
});
