import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import type { StateLocation } from '../../platform/states';
import { UserError } from '../errors';
import type { Environment } from '../project';
import { askS3, s3Client } from './s3';

/** The objects of the state bucket that a move of a state needs. */
export interface StateStore {
  /** @returns undefined if there is no such object */
  readonly read: (key: string) => Promise<string | undefined>;
  /** Writes an object that is not there. @returns false, with nothing written, if it is */
  readonly create: (key: string, text: string) => Promise<boolean>;
  /** Writes an object, whether it is there or not. */
  readonly write: (key: string, text: string) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
}

/** Another object of that key was written before, or is being written. Source: Amazon S3 API, PutObject, `If-None-Match`. */
const TAKEN: readonly (number | undefined)[] = [409, 412];

/**
 * The state bucket, written as Terraform's S3 backend writes it.
 * @param location of any state in the bucket
 * @throws UserError, from every function, if the bucket is out of reach
 */
export function openStateStore(location: Omit<StateLocation, 'key'>, env: Environment): StateStore {
  const client = s3Client(location.region, env);
  const ask = <Answer>(key: string, question: () => Promise<Answer>): Promise<Answer | undefined> =>
    askS3({ ...location, key }, env, question);
  const change = async <Answer>(key: string, question: () => Promise<Answer>): Promise<Answer> => {
    const answer = await ask(key, question);
    if (answer === undefined) throw noBucket(location);
    return answer;
  };
  const put = (Key: string, Body: string, IfNoneMatch?: '*'): PutObjectCommand =>
    new PutObjectCommand({
      Bucket: location.bucket,
      Key,
      Body,
      ContentType: 'application/json',
      ...(IfNoneMatch && { IfNoneMatch }),
    });
  return {
    read: (key) =>
      ask(key, async () => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: location.bucket, Key: key }));
        return Body?.transformToString();
      }),
    create: (key, text) =>
      change(key, async () => {
        try {
          await client.send(put(key, text, '*'));
          return true;
        } catch (error) {
          if (error instanceof S3ServiceException && TAKEN.includes(error.$metadata.httpStatusCode)) return false;
          throw error;
        }
      }),
    write: async (key, text) => {
      await change(key, () => client.send(put(key, text)));
    },
    remove: async (key) => {
      await change(key, () => client.send(new DeleteObjectCommand({ Bucket: location.bucket, Key: key })));
    },
  };
}

/** S3 answers 404 to a change only where the bucket is missing. */
function noBucket({ bucket, region }: Omit<StateLocation, 'key'>): UserError {
  return new UserError(
    `The state bucket ${bucket} in ${region} does not exist.`,
    'Create it with: npm run bootstrap. If it exists, check account and region in the config, and the credentials.',
  );
}
