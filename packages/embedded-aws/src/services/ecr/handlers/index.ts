import { authorizationTokens } from './authorization-tokens';
import { askedImages } from './batch-get-image';
import { deletedRepositories } from './deletions';
import { imageDetails } from './image-details';
import { layerDownloads } from './layer-downloads';
import { layerUploads } from './layer-uploads';
import { putImage } from './put-image';
import { imageScanning } from './scanning';

/** What moto lacks of the Elastic Container Registry. */
export const ECR_HANDLERS = [
  authorizationTokens,
  askedImages,
  deletedRepositories,
  imageDetails,
  layerDownloads,
  layerUploads,
  putImage,
  imageScanning,
];
