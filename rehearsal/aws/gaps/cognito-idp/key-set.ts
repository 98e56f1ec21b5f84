import { withOutput } from '../../calls';
import type { Gap } from '../../gap';
import { asList, jsonOf } from '../../json';
import { signingKeyOf } from './signing-key';

/** Publishes the key that the token endpoint signs with, beside moto's, which signs the tokens of users. */
export const keySet: Gap = {
  service: 'cognito-idp',
  operations: ['JsonWebKeySet'],
  handle: async (request, next, { memory }) => {
    const answer = await next(request);
    const { jwk } = await signingKeyOf(memory);
    return withOutput(answer, { keys: [...asList(jsonOf(answer)['keys']), jwk] });
  },
};
