import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Review } from '../../review/report/review';

/** Writes what people and programs read of a review. */
export async function writeReview(folder: string, review: Review): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'review.json'), `${JSON.stringify(review, undefined, 2)}\n`);
}
