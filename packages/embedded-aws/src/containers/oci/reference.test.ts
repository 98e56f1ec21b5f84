import { ecrRegistryOf, parseReference } from './reference';

test.each([
  ['nginx', { registry: 'docker.io', repository: 'library/nginx', tag: 'latest' }],
  ['docker.io/nginx:1', { registry: 'docker.io', repository: 'library/nginx', tag: '1' }],
  ['shop/orders:4f2a91c', { registry: 'docker.io', repository: 'shop/orders', tag: '4f2a91c' }],
  ['localhost:5000/a', { registry: 'localhost:5000', repository: 'a', tag: 'latest' }],
  ['public.ecr.aws/nginx/nginx:stable', { registry: 'public.ecr.aws', repository: 'nginx/nginx', tag: 'stable' }],
  [
    `a.example/b@sha256:${'0'.repeat(64)}`,
    { registry: 'a.example', repository: 'b', digest: `sha256:${'0'.repeat(64)}` },
  ],
])('%s is taken apart as docker does', (text, parts) => {
  expect(parseReference(text)).toEqual(parts);
});

test.each(['', 'Upper/case', 'a:b:c', 'a@sha256:1', 'a.example/', '-a'])('%s is no name of an image', (text) => {
  expect(parseReference(text)).toBeUndefined();
});

test('hosts of ECR say account and region', () => {
  const region = 'eu-central-1';
  expect(ecrRegistryOf(`123456789012.dkr.ecr.${region}.amazonaws.com`)).toEqual({ account: '123456789012', region });
  expect(ecrRegistryOf('public.ecr.aws')).toBeUndefined();
});
