import {
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  ImageTagMutability,
  PutImageCommand,
  PutImageScanningConfigurationCommand,
  type Repository,
} from '@aws-sdk/client-ecr';

import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

let ecr: ECRClient;

beforeAll(() => {
  ecr = fixture.client(ECRClient);
});

async function create(repositoryName: string, imageTagMutability: ImageTagMutability = 'IMMUTABLE'): Promise<void> {
  await ecr.send(new CreateRepositoryCommand({ repositoryName, imageTagMutability }));
}

async function push(repositoryName: string, imageTag: string, layer: string): Promise<void> {
  const mediaType = 'application/vnd.docker.distribution.manifest.v2+json';
  const config = { mediaType: 'application/vnd.docker.container.image.v1+json', size: 1, digest: `sha256:${layer}` };
  const imageManifest = JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [] });
  await ecr.send(new PutImageCommand({ repositoryName, imageTag, imageManifest }));
}

async function read(name: string): Promise<Repository | undefined> {
  return (await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [name] }))).repositories?.[0];
}

test('a repository has the address that docker pushes to', async () => {
  await create('shop/orders');
  expect((await read('shop/orders'))?.repositoryUri).toBe(`${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/shop/orders`);
});

test('scanning can be turned on and off', async () => {
  await create('scanned');
  const put = async (imageScanningConfiguration: { scanOnPush?: boolean }): Promise<void> => {
    const input = { repositoryName: 'scanned', imageScanningConfiguration };
    await ecr.send(new PutImageScanningConfigurationCommand(input));
  };
  expect((await read('scanned'))?.imageScanningConfiguration).toEqual({ scanOnPush: false });
  await put({ scanOnPush: true });
  expect((await read('scanned'))?.imageScanningConfiguration).toEqual({ scanOnPush: true });
  await put({});
  expect((await read('scanned'))?.imageScanningConfiguration).toEqual({ scanOnPush: false });
});

test('a tag that may not change is refused for another image', async () => {
  await create('immutable');
  await push('immutable', 'v1', 'a');
  await expect(push('immutable', 'v1', 'b')).rejects.toMatchObject({
    name: 'ImageTagAlreadyExistsException',
    message:
      "The image tag 'v1' already exists in the 'immutable' repository and cannot be overwritten because the tag is immutable.",
  });
});

test('the same image with the same tag is told to be there already', async () => {
  await create('repeated');
  await push('repeated', 'v1', 'a');
  await expect(push('repeated', 'v1', 'a')).rejects.toMatchObject({ name: 'ImageAlreadyExistsException' });
});

test('a tag that may change moves to another image', async () => {
  await create('mutable', 'MUTABLE');
  await push('mutable', 'v1', 'a');
  await expect(push('mutable', 'v1', 'b')).resolves.toBeUndefined();
});

test('a repository with images is deleted only by force', async () => {
  await create('full');
  await push('full', 'v1', 'a');
  await expect(ecr.send(new DeleteRepositoryCommand({ repositoryName: 'full' }))).rejects.toMatchObject({
    name: 'RepositoryNotEmptyException',
  });
  await ecr.send(new DeleteRepositoryCommand({ repositoryName: 'full', force: true }));
  await expect(read('full')).rejects.toMatchObject({ name: 'RepositoryNotFoundException' });
});
