import type { Service } from '../../gateway/service';
import { applicationAutoScaling } from './authorization';
import { APPLICATION_AUTO_SCALING_HANDLERS } from './handlers';
import { APPLICATION_AUTO_SCALING_RESOURCES } from './resources';

/** What is added to moto's Application Auto Scaling; README.md tells what is still unlike AWS. */
export const APPLICATION_AUTO_SCALING: Service = {
  signingName: 'application-autoscaling',
  handlers: APPLICATION_AUTO_SCALING_HANDLERS,
  questions: applicationAutoScaling,
  resources: APPLICATION_AUTO_SCALING_RESOURCES,
};
