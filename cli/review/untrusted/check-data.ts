import { stackOfStateKey } from '../../../platform/states';
import { DATA_TYPES } from './allowed';
import { blocksOf, checkMeta, type Block } from './blocks';
import { isStackId } from './stack-id';
import type { Problem } from './check-stack';
import { isObject, type JsonObject } from './read-json';
import { step } from './refusal';
import { isSame, type TrustedPlatform } from './trusted-platform';

/** Checks the data sources of a stack, which are read while it is planned. */
export function checkData(json: JsonObject, platform: TrustedPlatform): Problem[] {
  const { blocks, problems } = blocksOf('data', json['data']);
  return [
    ...problems,
    ...blocks.flatMap((block) => [...checkMeta(block, ['depends_on']), ...checkSource(block, json, platform)]),
  ];
}

function checkSource(block: Block, json: JsonObject, platform: TrustedPlatform): Problem[] {
  const { type, path } = block;
  if (!DATA_TYPES.has(type)) {
    return [{ path, found: `a data source of type ${step(type)}`, allowed: [...DATA_TYPES].join(', ') }];
  }
  if (type === 'terraform_remote_state') return checkRemoteState(block, platform);
  return type === 'aws_ssm_parameter' ? checkParameter(block, json, platform) : [];
}

/** States of the platform, and those as they are in the bucket. */
function checkRemoteState({ path, body }: Block, platform: TrustedPlatform): Problem[] {
  const rest = Object.fromEntries(Object.entries(body).filter(([name]) => name !== '//'));
  const key = isObject(rest['config']) ? rest['config']['key'] : undefined;
  const { stack } = stackOfStateKey(typeof key === 'string' ? key : '');
  if (isStackId(stack) && isSame(rest, { backend: 's3', config: platform.remoteStateOf(stack) })) return [];
  return [
    {
      path,
      found: 'a state that is not one of this platform',
      allowed: `config: ${JSON.stringify(platform.remoteStateOf('<stack>'))}`,
    },
  ];
}

/** Nothing but references to what stacks publish and to parameters of this stack, and the format of a version of one. */
const REFERRING = /^\$\{(?:"%s:%d"|[\w.\-(),:?<>= ])+\}$/;

/**
 * A secret is only read where a stack of the platform says that it is, or where this stack puts it: as an origin secret.
 * Which secrets the role can read is decided by its policy; this is one reason less to rely on it alone.
 */
function checkParameter(
  { path, body }: Block,
  { resource }: JsonObject,
  { name: platform }: TrustedPlatform,
): Problem[] {
  const { name } = body;
  const parameters = isObject(resource) ? resource['aws_ssm_parameter'] : undefined;
  const isOrigin = (id: string): boolean => {
    const parameter = isObject(parameters) ? parameters[id] : undefined;
    const own = isObject(parameter) ? parameter['name'] : undefined;
    return typeof own === 'string' && own.startsWith(`/${platform}/`) && /^[\w/-]+\/origin-secret$/.test(own);
  };
  if (typeof name === 'string' && REFERRING.test(name) && parametersIn(name)?.every(isOrigin) === true) return [];
  const allowed = 'what another stack publishes, or an origin secret of this stack';
  return [{ path: `${path}.name`, found: 'the name of a parameter', allowed }];
}

/** The parameters that an expression refers to. @returns undefined if it refers to anything but them and states */
function parametersIn(name: string): string[] | undefined {
  const references = name.match(/[A-Za-z_][\w-]*\.[\w.-]+/g) ?? [];
  const others = references.filter((each) => !/^(data\.terraform_remote_state|aws_ssm_parameter)\./.test(each));
  if (references.length === 0 || others.length > 0) return undefined;
  return references.flatMap(
    (each) => /^aws_ssm_parameter\.([\w-]+)\.(name|version)$/.exec(each)?.[1] ?? (each.startsWith('data.') ? [] : ['']),
  );
}
