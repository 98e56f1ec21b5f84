import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { REGION, VENV } from '../../testing/embedded-aws';
import { roleArn } from './testing';
import { arn, useQuestions } from './testing-questions';

const { check, fixture, settings } = useQuestions();

/** Runs the AWS CLI. */
async function aws(accessKeyId: string, ...parameters: string[]): Promise<string> {
  const env = {
    AWS_ENDPOINT_URL: fixture.aws.endpoint,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'rehearsal',
  };
  const all = [...parameters, '--output', 'text'];
  return (await promisify(execFile)(path.join(VENV, 'bin', 'aws'), all, { env })).stdout.trim();
}

const asOwner = (...parameters: string[]): Promise<string> => aws('rehearsal', ...parameters);
const asRole = (...parameters: string[]): Promise<string> => aws(settings().credentials.accessKeyId, ...parameters);

const ALIAS = 'alias/orders';
const KEY_ID = 'mrk-00000000000000000000000000000001';

describe('KMS', () => {
  let keyArn: string;

  beforeAll(async () => {
    keyArn = await asOwner('kms', 'create-key', '--query', 'KeyMetadata.Arn');
    await asOwner('kms', 'create-alias', '--alias-name', ALIAS, '--target-key-id', keyArn);
  });

  const asked = (): unknown => fixture.calls.at(-1)?.authorizations;

  test('a key that is called by its alias is asked for by its ARN, also when only the ciphertext names it', async () => {
    const encrypt = ['kms', 'encrypt', '--key-id', ALIAS, '--plaintext', 'secret', '--query', 'CiphertextBlob'];
    const ciphertext = await asRole(...encrypt);
    expect(asked()).toMatchObject([{ action: 'kms:Encrypt', resource: keyArn }]);
    const file = path.join(fixture.aws.runtime.folder, 'ciphertext');
    await writeFile(file, Buffer.from(ciphertext, 'base64'));
    await asRole('kms', 'decrypt', '--ciphertext-blob', `fileb://${file}`);
    expect(asked()).toMatchObject([{ action: 'kms:Decrypt', resource: keyArn }]);
  });

  test('an alias is moved with permissions for both', async () => {
    await asRole('kms', 'update-alias', '--alias-name', ALIAS, '--target-key-id', keyArn);
    expect(asked()).toMatchObject([
      { action: 'kms:UpdateAlias', resource: arn('kms', ALIAS) },
      { action: 'kms:UpdateAlias', resource: keyArn },
    ]);
  });
});

check('KMS, of what is not there', [
  [
    'a key is asked for as it is called',
    () => asRole('kms', 'describe-key', '--key-id', KEY_ID),
    [`kms:DescribeKey ${arn('kms', `key/${KEY_ID}`)}`],
  ],
  ['a list is of everything', () => asRole('kms', 'list-keys'), ['kms:ListKeys *']],
]);

check('Lambda', [
  [
    'a function is invoked, in a version',
    () => asRole('lambda', 'invoke', '--function-name', 'orders', '--qualifier', '2', '/dev/null'),
    [`lambda:InvokeFunction ${arn('lambda', 'function:orders:2')}`],
  ],
  ['functions are listed', () => asRole('lambda', 'list-functions'), ['lambda:ListFunctions *']],
]);

const target = `Id=1,Arn=${arn('sns', 'alarms')},RoleArn=${roleArn('events')}`;
check('EventBridge', [
  [
    'a rule of the default bus is asked for without it',
    () => asRole('events', 'describe-rule', '--name', 'push'),
    [`events:DescribeRule ${arn('events', 'rule/push')}`],
  ],
  [
    'targets are passed their role',
    () => asRole('events', 'put-targets', '--rule', 'push', '--event-bus-name', 'own', '--targets', target),
    [`events:PutTargets ${arn('events', 'rule/own/push')}`, `iam:PassRole ${roleArn('events')}`],
  ],
  [
    'events are put on a bus',
    () => asRole('events', 'put-events', '--entries', '[{"Source":"a","DetailType":"b","Detail":"{}"}]'),
    [`events:PutEvents ${arn('events', 'event-bus/default')}`],
  ],
]);

check('services without a table', [
  ['an operation is an action of its own', () => asRole('dynamodb', 'list-tables'), ['dynamodb:ListTables *']],
  ['of a prefix that may differ from the name', () => asRole('ses', 'list-identities'), ['ses:ListIdentities *']],
]);
