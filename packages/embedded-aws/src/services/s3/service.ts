import type { Service } from '../../gateway/service';
import { adjustWrite } from './adjust';
import { s3 } from './authorization';
import { S3_HANDLERS } from './handlers';
import { nameS3Operation } from './operations';
import { bucketPolicy } from './resource-policy';
import { S3_RESOURCES } from './resources';

/** What is added to moto's S3; README.md tells what is still unlike AWS. */
export const S3: Service = {
  signingName: 's3',
  handlers: S3_HANDLERS,
  adjust: adjustWrite,
  questions: s3,
  nameOperation: nameS3Operation,
  resourcePolicy: bucketPolicy,
  resources: S3_RESOURCES,
};
