import { apiResourceCount } from '../../platform/api-paths';
import type { Finding } from '../issue';
import { routesOf } from '../routes';
import type { Rule } from './rule';

/** Rules and target groups of a load balancer. Source: "Quotas for your Application Load Balancers". */
const MOST_SERVICES = 100;

/** Resources of a REST API. Source: Amazon API Gateway endpoints and quotas. */
const MOST_API_RESOURCES = 300;

/** Scopes of an app client, and those of them that are openid, email and profile. Source: "Quotas in Amazon Cognito". */
const MOST_SCOPES_OF_A_CLIENT = 50;
const SIGN_IN_SCOPES = 3;
const MOST_SCOPES = MOST_SCOPES_OF_A_CLIENT - SIGN_IN_SCOPES;

/** Stages of a pipeline, and those of them that are Source and Build. Source: "Quotas in AWS CodePipeline". */
const MOST_STAGES = 50;
const MOST_ENVIRONMENTS = MOST_STAGES - 2;

/** The quotas of AWS that the rules check, as the documentation lists them. */
export const quotasInWords =
  `- ${MOST_SERVICES} services per environment: each is a rule and a target group of the load balancer\n` +
  `- ${MOST_API_RESOURCES} resources per REST API: its root, each segment of a path, and one a service\n` +
  `- ${MOST_SCOPES} services with \`auth: 'cognito'\` per environment: each is a scope of the app client, which has at most ` +
  `${MOST_SCOPES_OF_A_CLIENT}; ${SIGN_IN_SCOPES} of them are standard\n` +
  `- ${MOST_ENVIRONMENTS} environments: each is a stage of every pipeline, which has at most ${MOST_STAGES} with Source and Build\n`;

const secondPlatform = 'move some services to a second platform, with a config file of its own';

/** Every service is a rule and a target group of each environment's load balancer. */
export const servicesPerLoadBalancer: Rule = ({ platform }) =>
  over(platform.services.length, MOST_SERVICES, {
    path: ['services'],
    found: `${platform.services.length} services`,
    allowed: `up to ${MOST_SERVICES}, the rules and target groups that AWS allows a load balancer`,
    fix: secondPlatform,
  });

/** Every segment of a path is a resource of the API, and every service has one more for what is below its path. */
export const resourcesPerApi: Rule = ({ platform }) => {
  const counts = platform.environments.map(({ name }) => ({
    name,
    count: apiResourceCount(routesOf(platform, name).map(({ path }) => path)),
  }));
  const most = Math.max(...counts.map(({ count }) => count));
  const where = counts.filter(({ count }) => count === most).map(({ name }) => name);
  return over(most, MOST_API_RESOURCES, {
    path: ['services'],
    found: `${most} resources in the API of ${where.join(', ')}`,
    allowed: `up to ${MOST_API_RESOURCES}, the resources that AWS allows an API: its root, each segment, and one a service`,
    fix: `use shorter API paths or common first segments, or ${secondPlatform}`,
  });
};

/** Every service that asks for sign-in is a scope of the environment's app client. */
export const scopesPerClient: Rule = ({ platform }) => {
  const counts = platform.environments.map(
    ({ name }) => routesOf(platform, name).filter(({ auth }) => auth === 'cognito').length,
  );
  const most = Math.max(...counts);
  return over(most, MOST_SCOPES, {
    path: ['services'],
    found: `${most} services with api.auth "cognito" in one environment`,
    allowed: `up to ${MOST_SCOPES}: each is a scope, of which AWS allows an app client ${MOST_SCOPES_OF_A_CLIENT}, and sign-in takes three`,
    fix: `set api: { auth: "none" } on services that check their callers themselves, or ${secondPlatform}`,
  });
};

/** Every environment is a stage of each pipeline. */
export const stagesPerPipeline: Rule = ({ platform }) =>
  over(platform.environments.length, MOST_ENVIRONMENTS, {
    path: ['environments'],
    found: `${platform.environments.length} environments`,
    allowed: `up to ${MOST_ENVIRONMENTS}: each is a stage, of which AWS allows a pipeline ${MOST_STAGES}, and two are Source and Build`,
    fix: 'move some environments to a second platform, with a config file of its own',
  });

function over(count: number, most: number, finding: Finding): readonly Finding[] {
  return count > most ? [finding] : [];
}
