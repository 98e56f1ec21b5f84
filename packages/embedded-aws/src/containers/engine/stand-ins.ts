import { parseReference } from '../oci/reference';
import { CLOUD_RUN_HELLO } from './cloud-run-hello';
import { NGINX } from './nginx';
import type { StandIn } from './stand-in';

const STAND_INS: readonly StandIn[] = [NGINX, CLOUD_RUN_HELLO];

/** What stands for an image. @param reference e.g. `nginx:1.27` @returns undefined if nothing does */
export function standInOf(reference: string): StandIn | undefined {
  const parsed = parseReference(reference);
  return parsed && STAND_INS.find((standIn) => standIn.isOf(parsed));
}
