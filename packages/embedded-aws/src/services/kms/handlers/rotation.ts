import { AwsError } from '../../../gateway/aws-error';
import { callOperation, succeeded, withOutput } from '../../../gateway/calls';
import type { Handler } from '../../../gateway/handler';
import { asObject, asText, type JsonObject, jsonOf } from '../../../gateway/json';
import { Table } from '../../../gateway/table';

/** The rotation of a key, which moto knows to be on or off only. */
interface Rotation {
  /** Days from one rotation to the next. */
  readonly days: number;
  /** When it was turned on, milliseconds since the epoch. */
  readonly since: number;
}

const rotations = new Table<Rotation>('rotation of AWS::KMS::Key');

/** AWS KMS API Reference, "EnableKeyRotation", RotationPeriodInDays. */
const PERIOD = { fewest: 90, most: 2560, default: 365 };

const MS_PER_DAY = 86_400_000;

/** Keeps how often a key is rotated, and refuses to rotate keys that KMS cannot rotate. Nothing is rotated. */
export const rotation: Handler = {
  service: 'kms',
  operations: ['EnableKeyRotation', 'GetKeyRotationStatus'],
  handle: async (request, next, { memory, moto, runtime }) => {
    const input = jsonOf(request);
    const found = await callOperation(request, moto, 'DescribeKey', { KeyId: input['KeyId'] });
    const key = asObject(found?.['KeyMetadata']);
    const kept = rotations.in(memory, request);
    const arn = asText(key['Arn']);
    if (request.operation === 'EnableKeyRotation') {
      const days = periodOf(input);
      if (found !== undefined) checkKey(key);
      const answer = await next(request);
      if (succeeded(answer)) kept.set(arn, { days, since: runtime.clock.now() });
      return answer;
    }
    const answer = await next(request);
    return succeeded(answer) ? withOutput(answer, statusOf(jsonOf(answer), arn, kept.get(arn))) : answer;
  },
};

/** AWS KMS API Reference, "GetKeyRotationStatus", Response Syntax. */
function statusOf(status: JsonObject, KeyId: string, rotation: Rotation | undefined): JsonObject {
  if (status['KeyRotationEnabled'] !== true) return { ...status, KeyId };
  const { days, since } = rotation ?? { days: PERIOD.default, since: undefined };
  return {
    ...status,
    KeyId,
    RotationPeriodInDays: days,
    ...(since !== undefined && { NextRotationDate: (since + days * MS_PER_DAY) / 1000 }),
  };
}

function periodOf({ RotationPeriodInDays: days = PERIOD.default }: JsonObject): number {
  if (typeof days === 'number' && days >= PERIOD.fewest && days <= PERIOD.most) return days;
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${String(days)}' at 'rotationPeriodInDays' failed to satisfy constraint: ` +
      `Member must have value between ${String(PERIOD.fewest)} and ${String(PERIOD.most)}`,
  );
}

/** AWS KMS API Reference, "EnableKeyRotation", Errors. */
function checkKey({ Arn, KeySpec, KeyState }: JsonObject): void {
  if (KeySpec !== 'SYMMETRIC_DEFAULT') {
    throw new AwsError('UnsupportedOperationException', `${asText(Arn)} is no symmetric encryption key`);
  }
  if (KeyState === 'Disabled') throw new AwsError('DisabledException', `${asText(Arn)} is disabled.`);
  if (KeyState !== 'Enabled') throw new AwsError('KMSInvalidStateException', `${asText(Arn)} is pending deletion.`);
}
