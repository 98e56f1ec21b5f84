import { config } from '../../../helpers/config';

const SERVICE = { repository: 'hello', variables: { GREETING: 'Hello' } };

/** The deployed platform: one service in one environment, without a NAT gateway. */
export const PLATFORM = changedPlatform({ services: { hello: SERVICE } });

/** The deployed platform with other parts. */
export function changedPlatform(parts: object): object {
  return config({ environments: { dev: { network: { natGateways: 0 } } }, services: { hello: SERVICE }, ...parts });
}

/** The deployed platform with other settings of its service. */
export function withService(settings: object): object {
  return changedPlatform({ services: { hello: { ...SERVICE, ...settings } } });
}
