import { assumedAccounts } from './assumed-accounts';

/** What moto lacks of the Security Token Service. */
export const STS_HANDLERS = [assumedAccounts];
