/** What other services use of the Key Management Service. */
export { mayUseKey, type ServiceUse } from './service-use';
