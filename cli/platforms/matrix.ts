import { iamArn } from '../../platform/arns';
import { jobRoleName } from '../../platform/ci-names';
import type { DeployedPlatform } from './check';

/** What the workflows are told of a platform: names of strings alone, since they become inputs. */
export interface PlatformJob {
  /** What people read, and what artifacts and statuses are called after: the prefix without its hyphen. */
  readonly name: string;
  readonly config: string;
  /** What the names of its GitHub environments begin with. */
  readonly prefix: string;
  readonly branch: string;
  readonly region: string;
  /** ARN of the role that plans. */
  readonly role: string;
}

/** The platforms beside that of `platform.config.ts`, whose jobs the workflows run without being told. */
export function otherPlatforms([, ...others]: readonly DeployedPlatform[]): readonly PlatformJob[] {
  return others.map(({ config, branch, platform }) => {
    const prefix = platform.ci.environmentPrefix ?? '';
    return {
      name: prefix.replace(/-$/, ''),
      config,
      prefix,
      branch,
      region: platform.region,
      role: iamArn(platform, `role/${jobRoleName(platform, 'review')}`),
    };
  });
}
