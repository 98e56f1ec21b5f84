import { messages } from './messages';
import { rotation } from './rotation';
import { states } from './states';

/** What moto lacks of the Key Management Service. */
export const KMS_HANDLERS = [messages, rotation, states];
