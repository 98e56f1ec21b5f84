import type { Call } from '../../gateway/authorization/call';
import { ask, type Question, type Questions } from '../../gateway/authorization/question';

/**
 * Service Authorization Reference, "Actions, resources, and condition keys for AWS CodeConnections", and for its former
 * name, AWS CodeStar Connections.
 * @param prefix of the actions
 */
export function codeconnections(prefix: 'codeconnections' | 'codestar-connections'): Questions {
  return (call: Call): Question[] => {
    const named = ['ConnectionArn', 'HostArn', 'ResourceArn'].map((name) => call.text(name)).find((arn) => arn !== '');
    return ask(`${prefix}:${call.operation}`, [named ?? '*'], call.tags);
  };
}
