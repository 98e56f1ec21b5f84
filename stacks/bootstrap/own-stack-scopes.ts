import type { OwnStackSettings, Platform } from '../../config/types';
import type { OwnStackScope } from '../../modules/ci/own-stack-grants';
import { environmentKeyAlias, hasSharedKey, sharedKeyAlias } from '../../platform/encryption-keys';
import type { BoundedEnvironment } from './boundaries';

/** What the permissions for stacks of the project's own depend on. */
export interface OwnStackScopesProps {
  readonly platform: Pick<Platform, 'name' | 'account' | 'region'>;
  readonly environments: readonly BoundedEnvironment[];
  readonly stacks: readonly OwnStackSettings[];
}

/** What the config lets jobs do to stacks of the project's own: in each environment, and to those that all of them share. */
export function ownStackScopes({ platform, environments, stacks }: OwnStackScopesProps): OwnStackScope[] {
  const { name, account, region } = platform;
  const place = { account, region };
  const shared = stacks.filter(({ perEnvironment }) => !perEnvironment);
  const permissionsOf = (of: readonly OwnStackSettings[]): OwnStackScope['permissions'] =>
    of.flatMap(({ deployPermissions }) => deployPermissions);
  return [
    ...environments.map((environment) => ({
      ...place,
      environment: environment.name,
      beginnings: [`${name}-${environment.name}`],
      permissions: permissionsOf(stacks.filter((each) => each.environments.includes(environment.name))),
      keyAlias:
        environment.encryption === 'customerManaged' ? environmentKeyAlias(platform, environment.name) : undefined,
    })),
    {
      ...place,
      beginnings: shared.map((each) => `${name}-${each.name}`),
      permissions: permissionsOf(shared),
      keyAlias: hasSharedKey(environments) ? sharedKeyAlias(platform) : undefined,
    },
  ];
}
