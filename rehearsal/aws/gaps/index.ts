import type { Gap } from '../gap';
import type { Table } from '../table';
import { requestPayment } from './s3/request-payment';
import { unknownSubresources } from './s3/unknown-subresources';
import { assumedAccounts } from './sts/assumed-accounts';

/** Everything that moto lacks and the gateway does; of one operation, the first sees the request first. */
export const GAPS: readonly Gap[] = [assumedAccounts, requestPayment, unknownSubresources];

/** Every kind of resource that the gateway keeps itself. */
export const TABLES: readonly Table<unknown>[] = [];
