import type { Next } from '../handler';
import type { AwsRequest } from '../request';
import type { Service } from '../service';
import { Call } from './call';
import { ask, type Question, type Questions } from './question';

/** IAM prefixes that are not the services' signing names (Service Authorization Reference, "service prefix"). */
const PREFIXES: Readonly<Record<string, string>> = {
  email: 'ses',
  tagging: 'tag',
  cloudcontrolapi: 'cloudformation',
  iotdata: 'iot',
  IoTSecuredTunneling: 'iot',
};

/** What the questions about a call are found with. */
export interface QuestionLookup {
  readonly services: readonly Service[];
  /** To look up what a call names in a way that policies do not. */
  readonly moto: Next;
}

/** Finds out what IAM is asked for a call. */
export async function questionsOf(
  { services, moto }: QuestionLookup,
  request: AwsRequest,
): Promise<readonly Question[]> {
  const called = services.find(({ signingName }) => signingName === request.scope.service);
  return (called?.questions ?? defaultQuestions)(new Call(request, moto));
}

/** Of services that do not say more: the operation's own action, on every resource. */
const defaultQuestions: Questions = (call) => {
  const { service } = call.request.scope;
  return ask(`${PREFIXES[service] ?? service}:${call.operation}`, ['*'], call.tags);
};
