import { stackOfStateKey } from '../../../platform/states';
import { DATA_TYPES } from './allowed';
import { blocksOf, checkMeta, type Block } from './blocks';
import { isStackId } from './stack-id';
import type { Problem } from './check-stack';
import { isObject, type Json } from './read-json';
import { step } from './refusal';
import { isSame, type TrustedPlatform } from './trusted-platform';

/** Checks the data sources of a stack, which are read while it is planned. */
export function checkData(data: Json | undefined, platform: TrustedPlatform): Problem[] {
  const { blocks, problems } = blocksOf('data', data);
  return [
    ...problems,
    ...blocks.flatMap((block) => [...checkMeta(block, ['depends_on']), ...checkSource(block, platform)]),
  ];
}

function checkSource(block: Block, platform: TrustedPlatform): Problem[] {
  const { type, path } = block;
  if (!DATA_TYPES.has(type)) {
    return [{ path, found: `a data source of type ${step(type)}`, allowed: [...DATA_TYPES].join(', ') }];
  }
  if (type === 'terraform_remote_state') return checkRemoteState(block, platform);
  return type === 'aws_ssm_parameter' ? checkParameter(block) : [];
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

const PUBLISHED = /^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.\w+\}$/;

/** A secret is only read where a stack of the platform says that it is. */
function checkParameter({ path, body }: Block): Problem[] {
  const { name } = body;
  if (typeof name === 'string' && PUBLISHED.test(name)) return [];
  return [{ path: `${path}.name`, found: 'the name of a parameter', allowed: 'what another stack publishes' }];
}
