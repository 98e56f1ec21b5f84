import type { Session } from '../sessions';
import type { Memory } from '../table';
import type { Authorization } from './authorization';
import type { Question } from './question';
import { authorizerOf } from './registry';

/**
 * Asks whether a session may do something, for parts of the embedded AWS that check permissions on their own.
 * @returns undefined if the session is not one of a role: then its calls are not judged
 * @throws PolicyError if a policy cannot be read
 */
export async function authorize(
  memory: Memory,
  { role }: Session,
  question: Question,
): Promise<Authorization | undefined> {
  return role && authorizerOf(memory).ask(role, question);
}
