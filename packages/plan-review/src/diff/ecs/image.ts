import type { Value } from '../../plan/value';
import type { DifferenceLine } from '../difference';
import { line, valueLines } from '../lines';

/** The parts of an image's name. */
export interface ImageName {
  /** Registry included, e.g. `111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/hello`. */
  readonly repository: string;
  /** @default - it has none, which means `latest` */
  readonly tag?: string;
  /** E.g. `sha256:1a2b…`. @default - it has none */
  readonly digest?: string;
}

/** Takes the name of an image apart. Source: distribution, "Reference", `[registry/]name[:tag][@digest]`. */
export function parseImage(image: string): ImageName {
  const [name = '', digest] = image.split('@');
  const colon = name.lastIndexOf(':');
  const hasTag = colon > name.lastIndexOf('/');
  return {
    repository: hasTag ? name.slice(0, colon) : name,
    ...(hasTag && { tag: name.slice(colon + 1) }),
    ...(digest !== undefined && { digest }),
  };
}

/** An unchanged repository is named once; a changed one is shown separately from the tag. */
export function imageLines(before: Value, after: Value): readonly DifferenceLine[] {
  if (typeof before !== 'string' || typeof after !== 'string') return valueLines('image', before, after);
  const [old, updated] = [parseImage(before), parseImage(after)];
  if (old.repository === updated.repository) {
    return [line('changed', `image: ${old.repository}: ${versionOf(old)} → ${versionOf(updated)}`)];
  }
  const version =
    versionOf(old) === versionOf(updated)
      ? `, ${versionOf(updated)} as before`
      : `, ${versionOf(old)} → ${versionOf(updated)}`;
  return [line('changed', `image: ${old.repository} → ${updated.repository}${version}`)];
}

function versionOf({ tag, digest }: ImageName): string {
  const parts = [...(tag === undefined ? [] : [`tag ${tag}`]), ...(digest === undefined ? [] : [digest])];
  return parts.length === 0 ? 'no tag' : parts.join('@');
}
