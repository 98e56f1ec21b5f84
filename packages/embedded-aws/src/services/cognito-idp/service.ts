import { namedBy } from '../../gateway/operations';
import type { Service } from '../../gateway/service';
import { COGNITO_HANDLERS } from './handlers';
import { COGNITO_ROUTES } from './operations';
import { COGNITO_RESOURCES } from './resources';
import { signInPages } from './runtime/data-plane';

/** What is added to moto's Cognito's user pools; README.md tells what is still unlike AWS. */
export const COGNITO: Service = {
  signingName: 'cognito-idp',
  handlers: COGNITO_HANDLERS,
  nameOperation: namedBy(COGNITO_ROUTES),
  dataPlanes: [signInPages],
  resources: COGNITO_RESOURCES,
};
