import { physicalName } from './naming';

/** Physical name of a service's pipeline. @param platform its name */
export function pipelineName(platform: string, service: string): string {
  return physicalName('pipeline', platform, service);
}

/** Name of the stage of a pipeline that deploys to an environment. */
export function deployStageName(environment: string): string {
  return `Deploy-${environment}`;
}

/** Name of the action of that stage that moves a service from its placeholder to the task definition of its own. */
export const PREPARE_ACTION = 'Prepare';

/** Name of the action of that stage that follows the deployment to its end. */
export const RECORD_ACTION = 'Record';

/** Names of the actions of that stage of which one runs as long as a release is on its way, and no longer. */
export const RELEASING_ACTIONS: readonly string[] = [PREPARE_ACTION, RECORD_ACTION];
