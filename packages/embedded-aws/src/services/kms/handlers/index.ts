import { messages } from './messages';

/** What moto lacks of the Key Management Service. */
export const KMS_HANDLERS = [messages];
