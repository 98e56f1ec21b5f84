import { associations, createdGroups, deletedGroups, describedGroups } from './encryption';

/** What moto lacks of CloudWatch Logs. */
export const LOGS_HANDLERS = [associations, createdGroups, deletedGroups, describedGroups];
