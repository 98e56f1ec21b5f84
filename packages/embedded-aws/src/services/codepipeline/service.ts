import type { Service } from '../../gateway/service';
import { codepipeline } from './authorization';
import { CODEPIPELINE_HANDLERS } from './handlers';
import { CODEPIPELINE_RESOURCES } from './resources';

/** What is added to moto's CodePipeline; README.md tells what is still unlike AWS. */
export const CODEPIPELINE: Service = {
  signingName: 'codepipeline',
  handlers: CODEPIPELINE_HANDLERS,
  questions: codepipeline,
  resources: CODEPIPELINE_RESOURCES,
};
