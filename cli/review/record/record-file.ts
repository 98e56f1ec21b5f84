import { z } from 'zod';
import { UserError } from '../../errors';
import { recordMessage, type MacKey } from './mac-key';
import { LARGEST_BYTES, reviewRecord, type ReviewRecord } from './record';

/** The file: the record, and the code that only a holder of the key can make. */
const sealedRecord = z.strictObject({ mac: z.string().regex(/^[\w+/]{43}=$/), record: z.unknown() });

/**
 * The text of a record with its code.
 * @throws UserError if it is larger than a deployment reads
 */
export async function sealRecord(record: ReviewRecord, key: MacKey): Promise<string> {
  const mac = (await key.generate(recordMessage(record))).toString('base64');
  const text = `${JSON.stringify({ mac, record })}\n`;
  if (Buffer.byteLength(text) <= LARGEST_BYTES) return text;
  throw new UserError(
    `The change is too large to be deployed from its review: its record has more than ${LARGEST_BYTES} bytes.`,
    'Split it, or deploy it without a review: npm run deploy.',
  );
}

/**
 * Reads a record that only a holder of the key can have made.
 * @param file how messages call it
 * @throws UserError if its code is not right, or it is not a record of this version
 */
export async function openRecord(text: string, file: string, key: MacKey): Promise<ReviewRecord> {
  const { mac, record } = parseSealed(text, file);
  if (await key.verify(recordMessage(record), Buffer.from(mac, 'base64'))) return parseRecord(record, file);
  throw new UserError(
    `${file} was changed, or was not written by a review that has the key: its code is not right.`,
    'Do not deploy it. Find out who wrote it, and review the change again.',
  );
}

/**
 * Reads a record without its code: good to find out what there is to do, not for doing it.
 * @throws UserError if it is not a record of this version
 */
export function readUnverified(text: string, file: string): ReviewRecord {
  return parseRecord(parseSealed(text, file).record, file);
}

function parseSealed(text: string, file: string): z.infer<typeof sealedRecord> {
  if (Buffer.byteLength(text) > LARGEST_BYTES) throw notARecord(file, `it has more than ${LARGEST_BYTES} bytes`);
  return parse(sealedRecord, parseJson(text, file), file);
}

function parseRecord(record: unknown, file: string): ReviewRecord {
  return parse(reviewRecord, record, file);
}

function parse<Output>(schema: z.ZodType<Output>, value: unknown, file: string): Output {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw notARecord(file, firstLines(z.prettifyError(parsed.error)));
}

/** Most lines of a message about a file that may have thousands of faults. */
const LINES_SHOWN = 10;

function firstLines(text: string): string {
  return text.split('\n').slice(0, LINES_SHOWN).join('\n');
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notARecord(file, error instanceof Error ? error.message : String(error), error);
  }
}

function notARecord(file: string, problem: string, cause?: unknown): UserError {
  return new UserError(`${file} is not a record of a review: ${problem}`, 'Review the change again.', { cause });
}
