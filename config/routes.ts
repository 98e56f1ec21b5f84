import type { Platform } from './types';

/** How one service is reached through the API of an environment. */
export interface Route {
  readonly service: string;
  readonly path: string;
  readonly auth: 'cognito' | 'none';
  readonly listenerPriority: number;
}

/** The routes of an environment's API, in the order of the services. */
export function routesOf(platform: Platform, environment: string): readonly Route[] {
  return platform.services.flatMap(({ name, deployments }) =>
    deployments
      .filter((deployment) => deployment.environment === environment)
      .map(({ api }) => ({ service: name, ...api })),
  );
}
