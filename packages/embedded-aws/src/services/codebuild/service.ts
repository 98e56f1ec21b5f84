import type { Service } from '../../gateway/service';
import { codebuild } from './authorization';
import { CODEBUILD_HANDLERS } from './handlers';
import { CODEBUILD_RESOURCES } from './resources';

/** What is added to moto's CodeBuild; README.md tells what is still unlike AWS. */
export const CODEBUILD: Service = {
  signingName: 'codebuild',
  handlers: CODEBUILD_HANDLERS,
  questions: codebuild,
  resources: CODEBUILD_RESOURCES,
};
