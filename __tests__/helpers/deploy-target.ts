import type { DeployTarget } from '../../modules/pipeline/deploy-stage';

/** The service `hello` in an environment as a target of a pipeline. @param changes what differs */
export function deployTarget(environment: string, changes: Partial<DeployTarget> = {}): DeployTarget {
  return {
    environment,
    approval: false,
    clusterName: `${environment}-cluster`,
    serviceName: `${environment}-service`,
    serviceArn: `arn:${environment}-service`,
    taskDefinitionFamily: `${environment}-family`,
    placeholderFamily: `${environment}-placeholder`,
    taskRoleArns: [`arn:${environment}-execution-role`, `arn:${environment}-task-role`],
    imageParameterName: `/${environment}/image`,
    imageParameterArn: `arn:${environment}-image`,
    ...changes,
  };
}
