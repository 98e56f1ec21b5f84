import { physicalName } from './naming';

/** What the roles of a service's pipeline are for. */
export const pipelineRoles = ['pipeline', 'build', 'record'] as const;

/** One of the roles of a service's pipeline. */
export type PipelineRole = (typeof pipelineRoles)[number];

/** Name of a role of a service's pipeline. @param platform its name */
export function pipelineRoleName(platform: string, service: string, role: PipelineRole): string {
  return physicalName('role', platform, service, role);
}
