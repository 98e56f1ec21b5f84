import { roleUpdates } from './roles';

/** What moto lacks of Identity and Access Management. */
export const IAM_HANDLERS = [roleUpdates];
