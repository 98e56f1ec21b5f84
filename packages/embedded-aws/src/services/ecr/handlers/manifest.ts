import { digestOf } from '../../../containers/oci/digest';
import { type ImageIndex, type ImageManifest, parseManifest } from '../../../containers/oci/manifest';
import { AwsError } from '../../../gateway/aws-error';
import { asText, type JsonObject } from '../../../gateway/json';

/** The manifest of a call. */
export interface ReadManifest {
  readonly content: ImageManifest | ImageIndex;
  /** Of its text, as it came. */
  readonly digest: string;
  readonly mediaType: string;
}

/**
 * Reads the manifest that PutImage is given.
 * @throws AwsError `InvalidParameterException`
 */
export function readManifest({ imageManifest, imageManifestMediaType }: JsonObject): ReadManifest {
  const text = asText(imageManifest);
  const content = parse(text);
  const mediaType = asText(imageManifestMediaType) || content.mediaType;
  if (mediaType !== undefined) return { content, digest: digestOf(text), mediaType };
  const message =
    "Invalid parameter at 'ImageManifest': image manifest media type not provided in manifest or parameter";
  throw new AwsError('InvalidParameterException', message);
}

function parse(text: string): ImageManifest | ImageIndex {
  try {
    return parseManifest(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'. ${reason}`;
    throw new AwsError('InvalidParameterException', message);
  }
}
