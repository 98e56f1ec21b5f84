import { signingKeysOf } from '../runtime/signing-keys';
import type { Handler } from '../../../gateway/handler';
import { jsonAnswer } from '../../../gateway/json';

/** Publishes the keys of a user pool; moto has one that is the same for all, and known to everybody. */
export const keySet: Handler = {
  service: 'cognito-idp',
  operations: ['JsonWebKeySet'],
  handle: async (request, _next, { memory }) => {
    const [, userPoolId = ''] = request.path.split('/');
    const { id, access } = await signingKeysOf(memory, userPoolId);
    return jsonAnswer({ keys: [id.jwk, access.jwk] });
  },
};
