import { replacedAlarms } from './scaling-policies';
import { registeredTags, targetTags } from './tags';

/** What moto lacks of Application Auto Scaling. */
export const APPLICATION_AUTO_SCALING_HANDLERS = [registeredTags, replacedAlarms, targetTags];
