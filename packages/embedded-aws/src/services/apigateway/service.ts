import { namedBy } from '../../gateway/operations';
import type { Service } from '../../gateway/service';
import { apigateway } from './authorization';
import { API_GATEWAY_HANDLERS } from './handlers';
import { API_GATEWAY_ROUTES } from './operations';
import { API_GATEWAY_RESOURCES } from './resources';
import { executeApi } from './runtime/data-plane';

/** What is added to moto's API Gateway's REST APIs; README.md tells what is still unlike AWS. */
export const API_GATEWAY: Service = {
  signingName: 'apigateway',
  handlers: API_GATEWAY_HANDLERS,
  questions: apigateway,
  nameOperation: namedBy(API_GATEWAY_ROUTES),
  dataPlanes: [executeApi],
  resources: API_GATEWAY_RESOURCES,
};
