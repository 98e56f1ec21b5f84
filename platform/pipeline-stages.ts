import { physicalName } from './naming';

/** Physical name of a service's pipeline. @param platform its name */
export function pipelineName(platform: string, service: string): string {
  return physicalName('pipeline', platform, service);
}

/** Name of the stage of a pipeline that deploys to an environment. */
export function deployStageName(environment: string): string {
  return `Deploy-${environment}`;
}

/** Name of the action of that stage that runs as long as a release is on its way, and no longer. */
export const RECORD_ACTION = 'Record';
