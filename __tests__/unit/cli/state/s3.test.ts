import { askS3 } from '../../../../cli/state/s3';

const location = { bucket: 'shop-tfstate', key: 'shop/dev-network.tfstate', region: 'eu-central-1' };
const failing = (error: Error) => askS3(location, () => Promise.reject(error));

describe('a state bucket that cannot be reached', () => {
  test.each([
    Object.assign(new Error('getaddrinfo ENOTFOUND s3.eu-centra-1.amazonaws.com'), { code: 'ENOTFOUND' }),
    Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('socket timed out'), { name: 'TimeoutError' }),
  ])('is reported with the reason and what to check: $message', async (error) => {
    await expect(failing(error)).rejects.toMatchObject({
      message: `The state bucket shop-tfstate in eu-central-1 cannot be reached: ${error.message}.`,
      hint: 'Check the network, region in the config and, if it is set, AWS_ENDPOINT_URL.',
    });
  });

  test('is distinguished from a bug', async () => {
    const bug = new TypeError('a bug');
    await expect(failing(bug)).rejects.toBe(bug);
  });
});
