import { immutableTags } from './immutable-tags';
import { imageScanning } from './scanning';

/** What moto lacks of the Elastic Container Registry. */
export const ECR_GAPS = [immutableTags, imageScanning];
