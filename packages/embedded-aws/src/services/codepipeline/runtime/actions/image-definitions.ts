import path from 'node:path';

import { z } from 'zod';

import { readZipped } from '../../../../files/zip';
import type { ActionContext } from '../action-context';
import { ActionFailure } from '../action-failure';
import { parseJson } from '../../../../parse-json';

/** CodePipeline User Guide, "imagedefinitions.json file for Amazon ECS standard deployment actions". */
const schema = z.array(z.object({ name: z.string(), imageUri: z.string() }));

/** Images by the names of containers. */
export type ImageDefinitions = ReadonlyMap<string, string>;

/**
 * Reads which images a deployment brings from the action's input artifact.
 * @throws ActionFailure `ConfigurationError` if the file is missing or is none
 */
export async function readImageDefinitions(context: ActionContext): Promise<ImageDefinitions> {
  const fileName = context.configuration['FileName'] ?? 'imagedefinitions.json';
  const text = await readInput(context, fileName);
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new ActionFailure(
      'ConfigurationError',
      `The image definition file ${fileName} contains invalid JSON format: expected [{"name": ..., "imageUri": ...}], got ${text.slice(0, 200)}`,
    );
  }
  return new Map(parsed.data.map(({ name, imageUri }) => [name, imageUri]));
}

/** Read where it lies: unpacked, it could be a link to any file of this machine. */
async function readInput({ inputs, store }: ActionContext, fileName: string): Promise<string> {
  const [input] = inputs;
  if (input === undefined) throw new ActionFailure('ConfigurationError', 'The action has no input artifact.');
  const content = await readZipped(await store.read(input), path.posix.normalize(fileName));
  if (content !== undefined) return content;
  throw new ActionFailure(
    'ConfigurationError',
    `Did not find the image definition file ${fileName} in the input artifacts ZIP file. Verify the file is stored in your pipeline's Amazon S3 artifact bucket: ${input.bucket} key: ${input.key}`,
  );
}
