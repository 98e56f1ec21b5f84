import { registeredTags, targetTags } from './tags';

export { scalableTargetTags } from './tags';

/** What moto lacks of Application Auto Scaling. */
export const APPLICATION_AUTO_SCALING_GAPS = [registeredTags, targetTags];
