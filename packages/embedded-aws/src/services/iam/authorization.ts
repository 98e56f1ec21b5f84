import { globalArnOf } from '../../gateway/arn';
import { callAction } from '../../gateway/query';
import type { RequestContext } from '../../iam/request';
import type { Call } from '../../gateway/authorization/call';
import { ask, type Question } from '../../gateway/authorization/question';

/** Parameters that name what an operation is about, and the type in its ARN; the first that is there counts. */
const RESOURCES: Readonly<Record<string, string>> = {
  InstanceProfileName: 'instance-profile',
  RoleName: 'role',
  UserName: 'user',
  GroupName: 'group',
  PolicyName: 'policy',
  ServerCertificateName: 'server-certificate',
};

/** Parameters that are ARNs already. */
const ARNS = ['OpenIDConnectProviderArn', 'SAMLProviderArn', 'PolicySourceArn'];

/**
 * What is tagged while it is created asks for the permission to tag it as well. Source: IAM User Guide, "Tags for AWS
 * Identity and Access Management resources".
 */
const TAGS: Readonly<Record<string, string>> = {
  CreateRole: 'iam:TagRole',
  CreatePolicy: 'iam:TagPolicy',
  CreateOpenIDConnectProvider: 'iam:TagOpenIDConnectProvider',
};

/** Service Authorization Reference, "Actions, resources, and condition keys for AWS Identity and Access Management". */
export async function iam(call: Call): Promise<Question[]> {
  const context = { ...contextOf(call), ...call.tags };
  const roleToPass = call.operation === 'AddRoleToInstanceProfile' ? await arnOfNamed(call, 'RoleName') : undefined;
  const resource = await resourceOf(call);
  const tagging = call.hasTags ? TAGS[call.operation] : undefined;
  return [
    ...ask(`iam:${call.operation}`, [resource], context),
    ...(tagging === undefined ? [] : ask(tagging, [resource], call.tags)),
    ...(roleToPass === undefined
      ? []
      : ask('iam:PassRole', [roleToPass], { 'iam:PassedToService': 'ec2.amazonaws.com' })),
  ];
}

function contextOf(call: Call): RequestContext {
  const [policy, boundary] = [call.text('PolicyArn'), call.text('PermissionsBoundary')];
  return { ...(policy && { 'iam:PolicyARN': policy }), ...(boundary && { 'iam:PermissionsBoundary': boundary }) };
}

async function resourceOf(call: Call): Promise<string> {
  const name = Object.keys(RESOURCES).find((parameter) => call.text(parameter) !== '');
  if (name !== undefined) return arnOfNamed(call, name);
  return [...ARNS, 'PolicyArn'].map((parameter) => call.text(parameter)).find((arn) => arn !== '') ?? '*';
}

/** ARNs have a path that calls name only when they create something. */
async function arnOfNamed(call: Call, parameter: string): Promise<string> {
  const [type, name] = [RESOURCES[parameter] ?? '', call.text(parameter)];
  const path = call.text('Path') || '/';
  const own = globalArnOf(call.request, 'iam', `${type}${path}${name}`);
  if (call.operation.startsWith('Create') || !['role', 'user', 'group'].includes(type)) return own;
  const xml = await callAction(call.request, call.moto, `Get${parameter.replace('Name', '')}`, { [parameter]: name });
  return /<Arn>([^<]*)<\/Arn>/.exec(xml ?? '')?.[1] ?? own;
}
