import type { Next } from '../handler';
import type { AwsRequest } from '../request';
import { Call } from './call';
import { ask, type Question, type Questions } from './question';
import { SERVICES } from '../../services/questions';

/** IAM prefixes that are not the services' signing names (Service Authorization Reference, "service prefix"). */
const PREFIXES: Readonly<Record<string, string>> = {
  email: 'ses',
  tagging: 'tag',
  cloudcontrolapi: 'cloudformation',
  iotdata: 'iot',
  IoTSecuredTunneling: 'iot',
};

/**
 * Finds out what IAM is asked for a call.
 * @param moto to look up what a call names in a way that policies do not
 */
export async function questionsOf(request: AwsRequest, moto: Next): Promise<readonly Question[]> {
  const call = new Call(request, moto);
  return (SERVICES[request.scope.service] ?? unmapped)(call);
}

/** Of services without a table: the operation's own action, on whatever it is about. */
const unmapped: Questions = (call) => {
  const { service } = call.request.scope;
  return ask(`${PREFIXES[service] ?? service}:${call.operation}`, ['*'], call.tags);
};
