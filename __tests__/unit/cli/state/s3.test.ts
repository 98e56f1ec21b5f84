import { S3ServiceException } from '@aws-sdk/client-s3';
import { askS3 } from '../../../../cli/state/s3';

const location = { bucket: 'shop-tfstate', key: 'shop/dev-network.tfstate', region: 'eu-central-1' };
const failing = (error: Error) => askS3(location, {}, () => Promise.reject(error));

describe('a state bucket that cannot be reached', () => {
  test.each([
    Object.assign(new Error('getaddrinfo ENOTFOUND s3.eu-centra-1.amazonaws.com'), { code: 'ENOTFOUND' }),
    Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('socket timed out'), { name: 'TimeoutError' }),
  ])('is reported with the reason and what to check: $message', async (error) => {
    await expect(failing(error)).rejects.toMatchObject({
      message: `The state bucket shop-tfstate in eu-central-1 cannot be reached: ${error.message}.`,
      hint: 'Check the network, and region in the config.',
    });
  });

  test('is reported with what is wrong with the credentials', async () => {
    const expired = Object.assign(new Error('The provided token has expired.'), { name: 'ExpiredToken' });
    await expect(failing(expired)).rejects.toMatchObject({
      message: expect.stringMatching(/cannot be reached: the credentials have expired \(/) as string,
      hint: expect.stringContaining('aws sso login') as string,
    });
  });

  test('is reported with expired credentials also where S3 has no room for a reason', async () => {
    const refusal = {
      name: 'Unknown',
      message: 'UnknownError',
      $fault: 'client' as const,
      $metadata: { httpStatusCode: 400 },
    };
    await expect(failing(new S3ServiceException(refusal))).rejects.toMatchObject({
      message: expect.stringMatching(/cannot be reached: the credentials have expired, or are not valid\.$/) as string,
    });
  });

  test('is distinguished from a bug', async () => {
    const bug = new TypeError('a bug');
    await expect(failing(bug)).rejects.toBe(bug);
  });
});
