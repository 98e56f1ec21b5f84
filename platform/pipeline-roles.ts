import { physicalName } from './naming';

/** What a role of a service's pipeline is for; the project that has it is named by the same words. */
export type PipelinePurpose =
  readonly ['pipeline'] | readonly ['build'] | readonly ['record'] | readonly ['record', environment: string];

/** Name of a role of a service's pipeline. @param platform its name */
export function pipelineRoleName(platform: string, service: string, purpose: PipelinePurpose): string {
  return physicalName('role', platform, service, ...purpose);
}

/** Names of all roles of a service's pipeline. @param platform its name */
export function pipelineRoleNames(platform: string, service: string, environments: readonly string[]): string[] {
  const ofEnvironments = environments.map((environment): PipelinePurpose => ['record', environment]);
  const purposes: PipelinePurpose[] = [['pipeline'], ['build'], ['record'], ...ofEnvironments];
  return purposes.map((purpose) => pipelineRoleName(platform, service, purpose));
}
