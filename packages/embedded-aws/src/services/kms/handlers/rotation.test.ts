import { IAMClient } from '@aws-sdk/client-iam';
import {
  CreateKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
  type GetKeyRotationStatusCommandOutput,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';

import { actAs, createRole } from '../../../gateway/authorization/testing';
import { createKey } from '../../../testing/create-key';
import { useEmbeddedAws } from '../../../testing/embedded-aws';

const fixture = useEmbeddedAws();

let owner: KMSClient;

beforeAll(() => {
  owner = fixture.client(KMSClient);
});

function rotate(KeyId: string, RotationPeriodInDays?: number): Promise<unknown> {
  return owner.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays }));
}

function statusOf(KeyId: string): Promise<GetKeyRotationStatusCommandOutput> {
  return owner.send(new GetKeyRotationStatusCommand({ KeyId }));
}

describe('the rotation of a key', () => {
  test('is every 365 days unless another period is given', async () => {
    const key = await createKey(fixture);
    expect(await statusOf(key)).toMatchObject({ KeyRotationEnabled: false });
    expect((await statusOf(key)).RotationPeriodInDays).toBeUndefined();
    await rotate(key);
    expect(await statusOf(key)).toMatchObject({ KeyId: key, KeyRotationEnabled: true, RotationPeriodInDays: 365 });
    await rotate(key, 90);
    const { RotationPeriodInDays, NextRotationDate } = await statusOf(key);
    expect(RotationPeriodInDays).toBe(90);
    const days = ((NextRotationDate?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(89);
    expect(days).toBeLessThanOrEqual(90);
  });

  test('ends when it is disabled', async () => {
    const key = await createKey(fixture);
    await rotate(key);
    await owner.send(new DisableKeyRotationCommand({ KeyId: key }));
    expect(await statusOf(key)).toMatchObject({ KeyRotationEnabled: false });
  });

  test('is of 90 to 2,560 days', async () => {
    const key = await createKey(fixture);
    await rotate(key, 2560);
    for (const days of [89, 2561]) {
      await expect(rotate(key, days)).rejects.toMatchObject({ name: 'ValidationException' });
    }
    expect((await statusOf(key)).RotationPeriodInDays).toBe(2560);
  });

  test('is refused for keys that KMS cannot rotate', async () => {
    const { KeyMetadata } = await owner.send(
      new CreateKeyCommand({ KeyUsage: 'GENERATE_VERIFY_MAC', KeySpec: 'HMAC_256' }),
    );
    await expect(rotate(KeyMetadata?.KeyId ?? '')).rejects.toMatchObject({ name: 'UnsupportedOperationException' });
    const disabled = await createKey(fixture);
    await owner.send(new DisableKeyCommand({ KeyId: disabled }));
    await expect(rotate(disabled)).rejects.toMatchObject({ name: 'DisabledException' });
    const deleted = await createKey(fixture);
    await owner.send(new ScheduleKeyDeletionCommand({ KeyId: deleted, PendingWindowInDays: 7 }));
    await expect(rotate(deleted)).rejects.toMatchObject({ name: 'KMSInvalidStateException' });
    await expect(rotate('12345678-1234-1234-1234-123456789012')).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  test('is turned on by a role that may, only', async () => {
    const key = await createKey(fixture);
    await createRole(fixture.client(IAMClient), 'reader', {
      Effect: 'Allow',
      Action: 'kms:GetKeyRotationStatus',
      Resource: key,
    });
    const reader = new KMSClient(await actAs(fixture, 'reader'));
    expect(await reader.send(new GetKeyRotationStatusCommand({ KeyId: key }))).toMatchObject({ KeyId: key });
    await expect(reader.send(new EnableKeyRotationCommand({ KeyId: key }))).rejects.toThrow('kms:EnableKeyRotation');
  });
});
