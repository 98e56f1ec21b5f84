import { authorizationTokens } from './authorization-tokens';
import { askedImages } from './batch-get-image';
import { deletedImages, deletedRepositories } from './deletions';
import { repositoryEncryption } from './encryption';
import { imageDetails } from './image-details';
import { layerDownloads } from './layer-downloads';
import { layerUploads } from './layer-uploads';
import { lifecyclePolicies } from './lifecycle-policies';
import { putImage } from './put-image';
import { imageScanning } from './scanning';

/** What moto lacks of the Elastic Container Registry. */
export const ECR_HANDLERS = [
  authorizationTokens,
  askedImages,
  deletedImages,
  deletedRepositories,
  imageDetails,
  layerDownloads,
  layerUploads,
  lifecyclePolicies,
  putImage,
  repositoryEncryption,
  imageScanning,
];
