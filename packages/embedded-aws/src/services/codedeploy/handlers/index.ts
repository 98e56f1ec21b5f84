import { AwsError } from '../../../gateway/aws-error';
import { jsonHandler } from '../../../gateway/json-handler';
import { keptApplications } from './applications';
import { keptDeploymentGroups } from './deployment-groups';
import { keptTags } from './tags';

export { applications, deploymentGroups } from './records';

/** Refuses to deploy: moto only writes down that a deployment was created. */
const deployments = jsonHandler('codedeploy', {
  CreateDeployment: () => {
    throw new AwsError('UnsupportedOperation', 'The embedded AWS keeps deployment groups but runs no deployments.');
  },
});

/** What moto lacks of CodeDeploy. */
export const CODEDEPLOY_HANDLERS = [deployments, keptApplications, keptDeploymentGroups, keptTags];
