import type { Service } from '../../gateway/service';
import { codedeploy } from './authorization';
import { CODEDEPLOY_HANDLERS } from './handlers';

/** What is added to moto's CodeDeploy; README.md tells what is still unlike AWS. */
export const CODEDEPLOY: Service = {
  signingName: 'codedeploy',
  handlers: CODEDEPLOY_HANDLERS,
  questions: codedeploy,
};
