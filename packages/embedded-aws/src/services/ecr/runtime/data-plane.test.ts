import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';

import { digestOf } from '../../../containers/oci/digest';
import { imageOf, pushImage } from '../../../testing/ecr';
import { ACCOUNT, REGION, useEmbeddedAws } from '../../../testing/embedded-aws';

const REGISTRY = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;

const fixture = useEmbeddedAws();

let authorization: string;
let ecr: ECRClient;

beforeAll(async () => {
  ecr = fixture.client(ECRClient);
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'team/shop' }));
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand({}));
  authorization = `Basic ${authorizationData?.[0]?.authorizationToken ?? ''}`;
});

/** What the registry answered. */
interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Sends a request like a client that resolves the registry's name to the gateway. */
async function send(method: string, path: string, body = '', headers: Record<string, string> = {}): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { method, headers: { host: REGISTRY, authorization, ...headers } };
    request(new URL(path, fixture.aws.endpoint), options, resolve).once('error', reject).end(body);
  });
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

function errorOf({ status, body }: Answer): unknown {
  const { errors } = JSON.parse(body) as { errors: { code: string }[] };
  return [status, errors[0]?.code];
}

/** Location of an answer as a path. */
function locationOf({ headers }: Answer): string {
  return String(headers['location']);
}

test('the registry asks for credentials', async () => {
  const answer = await send('GET', '/v2/', '', { authorization: 'Basic QVdTOm1hZGUgdXA=' });
  expect(errorOf(answer)).toEqual([401, 'UNAUTHORIZED']);
  expect(answer.headers['www-authenticate']).toBe(`Basic realm="https://${REGISTRY}/",service="ecr.amazonaws.com"`);
  expect(await send('GET', '/v2/')).toMatchObject({ status: 200, body: '{}' });
});

test('a layer may come in one request, and is fetched from where the registry says', async () => {
  const digest = digestOf('at once');
  const posted = await send('POST', `/v2/team/shop/blobs/uploads/?digest=${digest}`, 'at once');
  expect(posted).toMatchObject({ status: 201, headers: { location: `/v2/team/shop/blobs/${digest}` } });
  expect(await send('HEAD', `/v2/team/shop/blobs/${digest}`)).toMatchObject({
    status: 200,
    headers: { 'content-length': '7', 'docker-content-digest': digest },
  });
  const redirect = await send('GET', `/v2/team/shop/blobs/${digest}`);
  expect(redirect.status).toBe(307);
  expect(await (await fetch(locationOf(redirect))).text()).toBe('at once');
});

test('a layer may come in several requests', async () => {
  const large = 'x'.repeat(6 * 1024 * 1024);
  const started = await send('POST', '/v2/team/shop/blobs/uploads/');
  const first = await send('PATCH', locationOf(started), large);
  expect(first).toMatchObject({ status: 202, headers: { range: `0-${large.length - 1}` } });
  const digest = digestOf(`${large}end`);
  expect(await send('PUT', `${locationOf(first)}&digest=${digest}`, 'end')).toMatchObject({ status: 201 });
});

test('an image is put and found by tag and digest, and its tags are listed', async () => {
  const { blobs, manifest, digest } = imageOf('by hand');
  for (const blob of blobs)
    await send('POST', `/v2/team/shop/blobs/uploads/?digest=${digestOf(blob)}`, blob.toString());
  const type = 'application/vnd.oci.image.manifest.v1+json';
  const put = await send('PUT', '/v2/team/shop/manifests/v1', manifest, { 'content-type': type });
  expect(put).toMatchObject({ status: 201, headers: { 'docker-content-digest': digest } });
  for (const name of ['v1', digest]) {
    const found = await send('GET', `/v2/team/shop/manifests/${name}`);
    expect(found).toMatchObject({ status: 200, body: manifest, headers: { 'content-type': type } });
    expect(await send('HEAD', `/v2/team/shop/manifests/${name}`)).toMatchObject({ status: 200, body: '' });
  }
  expect(JSON.parse((await send('GET', '/v2/team/shop/tags/list')).body)).toEqual({ name: 'team/shop', tags: ['v1'] });
});

describe('the registry refuses', () => {
  test.each([
    ['a manifest that is not there', 'GET', '/v2/team/shop/manifests/missing', 404, 'MANIFEST_UNKNOWN'],
    ['a repository that is not there', 'GET', '/v2/missing/manifests/v1', 404, 'NAME_UNKNOWN'],
    ['a layer that is not there', 'GET', `/v2/team/shop/blobs/${digestOf('missing')}`, 404, 'BLOB_UNKNOWN'],
    ['an upload that was not started', 'PATCH', '/v2/team/shop/blobs/uploads/made-up', 404, 'BLOB_UPLOAD_UNKNOWN'],
    ['a manifest that is none', 'PUT', '/v2/team/shop/manifests/v2', 400, 'MANIFEST_INVALID'],
    [
      'a layer with another digest',
      'POST',
      `/v2/team/shop/blobs/uploads/?digest=${digestOf('y')}`,
      400,
      'DIGEST_INVALID',
    ],
    ['what it does not offer', 'DELETE', '/v2/team/shop/manifests/v1', 405, 'UNSUPPORTED'],
  ])('%s', async (_, method, path, status, code) => {
    expect(errorOf(await send(method, path, ['GET', 'DELETE'].includes(method) ? '' : 'x'))).toEqual([status, code]);
  });
});

test('an image of another client is found, too', async () => {
  const { digest } = await pushImage(ecr, 'team/shop', 'sdk', 'content');
  expect((await send('HEAD', '/v2/team/shop/manifests/sdk')).headers['docker-content-digest']).toBe(digest);
});
