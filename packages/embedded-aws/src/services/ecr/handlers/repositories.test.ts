import {
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  ImageTagMutability,
  PutImageScanningConfigurationCommand,
  type Repository,
} from '@aws-sdk/client-ecr';

import { pushImage } from '../../../testing/ecr';
import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

let ecr: ECRClient;

beforeAll(() => {
  ecr = fixture.client(ECRClient);
});

async function create(repositoryName: string, imageTagMutability: ImageTagMutability = 'IMMUTABLE'): Promise<void> {
  await ecr.send(new CreateRepositoryCommand({ repositoryName, imageTagMutability }));
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

test('a repository with images is deleted only by force', async () => {
  await create('full');
  await pushImage(ecr, 'full', 'v1', 'content');
  await expect(ecr.send(new DeleteRepositoryCommand({ repositoryName: 'full' }))).rejects.toMatchObject({
    name: 'RepositoryNotEmptyException',
  });
  await ecr.send(new DeleteRepositoryCommand({ repositoryName: 'full', force: true }));
  await expect(read('full')).rejects.toMatchObject({ name: 'RepositoryNotFoundException' });
});
