import { resolvePlatform } from '../config/resolve';
import type { Platform } from '../config/types';

/** A platform of one environment and so many services, each with every default. */
export function platformOfSize(services: number): Platform {
  const names = Array.from({ length: services }, (_, index) => `service-${index}`);
  const input = {
    name: 'bench',
    account: '123456789012',
    region: 'eu-central-1',
    github: { owner: 'example-org' },
    environments: { dev: {} },
    services: Object.fromEntries(names.map((name) => [name, { repository: name }])),
  };
  return resolvePlatform(input, { liftQuotasForBenchmarks: true });
}
